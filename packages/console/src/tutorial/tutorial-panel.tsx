import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import HelpPanel from '@cloudscape-design/components/help-panel'
import Link from '@cloudscape-design/components/link'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useEffect } from 'react'
import { changes } from '../aws/recorded-calls.ts'
import { useQuery } from '../aws/use-query.ts'
import { ErrorAlert } from '../components/error-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { readState, type Step, steps } from './real-state.ts'
import { tutorialMessages } from './tutorial.messages.ts'

const PLACES: Readonly<Record<Step, string>> = {
  notebook: '/sagemaker/notebook-instances/create',
  bucket: '/s3/buckets/create',
  data: '/s3/buckets',
  train: '/sagemaker/training-jobs/create',
  model: '/sagemaker/models/create',
  config: '/sagemaker/endpoint-configs/create',
  endpoint: '/sagemaker/endpoints/create',
}

const LOOK_EVERY_MS = 120_000
/** After a change: what it has made may take a moment. */
const LOOK_AFTER_MS = 1_500

/** The hands-on beside the pages; steps are ticked by looking at what is there. */
export function Tutorial() {
  const texts = useText(tutorialMessages)
  const { data, error, reload } = useQuery('tutorial', readState, { restMs: LOOK_EVERY_MS })
  const changed = useStore(changes)
  useEffect(() => {
    if (changed === 0) return
    const timer = setTimeout(reload, LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [changed, reload])
  const done = steps.filter((step) => data?.[step]).length
  return (
    <HelpPanel header={<h2>{texts.title}</h2>}>
      <SpaceBetween size="m">
        <Box>{texts.introduction}</Box>
        <ErrorAlert error={error} onRetry={reload} />
        <ProgressBar value={(100 * done) / steps.length} additionalInfo={texts.progress(done, steps.length)} ariaLabel={texts.title} />
        {steps.map((step) => (
          <ShownStep key={step} title={texts[`${step}Title`]} text={texts[`${step}Text`]} done={data?.[step] ?? false} href={PLACES[step]} />
        ))}
        <ExpandableSection headerText={texts.cleanTitle}>
          <SpaceBetween size="xs">
            <Box>{texts.cleanText}</Box>
            <Link href="/clean-up">{texts.go}</Link>
          </SpaceBetween>
        </ExpandableSection>
        <Words />
      </SpaceBetween>
    </HelpPanel>
  )
}

interface ShownStepProperties {
  readonly title: string
  readonly text: string
  readonly done: boolean
  readonly href: string
}

function ShownStep({ title, text, done, href }: ShownStepProperties) {
  const texts = useText(tutorialMessages)
  return (
    <ExpandableSection headerText={<StatusIndicator type={done ? 'success' : 'pending'}>{title}</StatusIndicator>}>
      <SpaceBetween size="xs">
        <Box>{text}</Box>
        <Link href={href}>{texts.go}</Link>
      </SpaceBetween>
    </ExpandableSection>
  )
}

function Words() {
  const { wordsTitle, training, inference, endpoint, role, builtIn, xgboostWhich, xgboostData, xgboostHow } = useText(tutorialMessages)
  return (
    <ExpandableSection headerText={wordsTitle}>
      <ul>
        {[training, inference, endpoint, role, builtIn, xgboostWhich, xgboostData, xgboostHow].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </ExpandableSection>
  )
}
