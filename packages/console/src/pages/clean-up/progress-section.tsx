import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { preferences } from '../../app/preferences.ts'
import { ErrorText } from '../../components/error-text.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { useStore } from '../../lib/store.ts'
import { cleanUpMessages } from './clean-up.messages.ts'
import { forgetPlan, isUnderWay, plan, retryFailed, type Step } from './clean-up-plan.ts'
import { idOf } from './resource.ts'
import { shortName } from './resources-table.tsx'

/** How far the clean-up of this tab is; nothing when there is none. */
export function ProgressSection() {
  const texts = useText(cleanUpMessages)
  const common = useText(commonMessages)
  const { region } = useStore(preferences)
  const current = useStore(plan)
  if (!current) return null
  const underWay = isUnderWay(current)
  const done = current.steps.filter(({ state }) => state === 'done').length
  const failed = current.steps.some(({ state }) => state === 'failed')
  const ended = (
    <SpaceBetween direction="horizontal" size="xs">
      {failed && <Button onClick={retryFailed}>{texts.retryFailed}</Button>}
      <Button onClick={forgetPlan}>{common.close}</Button>
    </SpaceBetween>
  )
  return (
    <Container
      header={
        <Header variant="h2" actions={!underWay && ended}>
          {underWay ? texts.progress : failed ? texts.finishedWithErrors : texts.finished}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {current.region !== region && <Alert type="info">{texts.otherRegion(current.region)}</Alert>}
        <ProgressBar
          value={(100 * done) / current.steps.length}
          additionalInfo={texts.ofSteps(done, current.steps.length)}
          ariaLabel={texts.progress}
          status={underWay ? 'in-progress' : failed ? 'error' : 'success'}
          resultText={texts.ofSteps(done, current.steps.length)}
        />
        <ol>
          {current.steps.map((step) => (
            <li key={idOf(step)}>
              {texts[step.kind]} <strong>{shortName(step)}</strong> <StepState step={step} />
            </li>
          ))}
        </ol>
      </SpaceBetween>
    </Container>
  )
}

function StepState({ step: { state, doing, error } }: { readonly step: Step }) {
  const texts = useText(cleanUpMessages)
  if (state === 'waiting') return <StatusIndicator type="pending">{texts.waiting}</StatusIndicator>
  if (state === 'running') return <StatusIndicator type="in-progress">{texts[doing ?? 'deleting']}</StatusIndicator>
  if (state === 'done') return <StatusIndicator type="success">{texts.done}</StatusIndicator>
  return (
    <>
      <StatusIndicator type="error">{texts.failed}</StatusIndicator>
      {error && (
        <Box>
          <ErrorText error={error} />
        </Box>
      )}
    </>
  )
}
