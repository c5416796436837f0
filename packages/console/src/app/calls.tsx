import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import { type RecordedCall, recordedCalls } from '../aws/recorded-calls.ts'
import { ShowAsCode } from '../components/show-as-code.tsx'
import { TextBlock } from '../components/text-block.tsx'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { appMessages } from './app.messages.ts'
import { subjectOf } from './call-subject.ts'
import { asCode, asText } from './call-text.ts'
import { EngineHistory } from './engine-history.tsx'

/** The API calls that the pages made, newest first: each with request, answer, time, the same as code, and what the engine did with it. */
export function Calls() {
  const texts = useText(appMessages)
  const calls = useStore(recordedCalls)
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary">{calls.length === 0 ? texts.callsEmpty : texts.callsIntroduction}</Box>
      {calls.map((call) => (
        <Call key={call.id} call={call} />
      ))}
    </SpaceBetween>
  )
}

function Call({ call }: { readonly call: RecordedCall }) {
  const texts = useText(appMessages)
  const [open, setOpen] = useState(false)
  const state = call.error ? 'error' : call.milliseconds === undefined ? 'loading' : 'success'
  const time = new Date(call.startedAt).toLocaleTimeString()
  return (
    <ExpandableSection
      expanded={open}
      onChange={({ detail }) => setOpen(detail.expanded)}
      headerText={`${call.service}: ${call.operation}`}
      headerDescription={`${time}, ${call.milliseconds === undefined ? texts.callRunning : `${call.milliseconds} ms`}`}
      headerActions={<StatusIndicator type={state}>{call.error?.split(':')[0] ?? ''}</StatusIndicator>}
    >
      {open && <Details call={call} />}
    </ExpandableSection>
  )
}

function Details({ call }: { readonly call: RecordedCall }) {
  const texts = useText(appMessages)
  const code = asCode(call)
  const subject = subjectOf(call)
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{texts.callInput}</Box>
      <TextBlock text={asText(call.input)} />
      {code && <ShowAsCode calls={[code]} />}
      <Box variant="awsui-key-label">{texts.callOutput}</Box>
      <TextBlock text={call.error ?? (call.output === undefined ? '…' : asText(call.output))} />
      {subject && <EngineHistory subject={subject} />}
    </SpaceBetween>
  )
}
