import Box from '@cloudscape-design/components/box'
import Button, { type ButtonProps } from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { asBoto3, asCli, asJavaScript, asSdkV2, type ShownCall } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { TextBlock } from './text-block.tsx'

export interface ShowAsCodeProperties {
  /** In the order in which they are made; or what a page can do, one by one. */
  readonly calls: readonly ShownCall[]
  readonly variant?: ButtonProps.Variant
}

/** A button that shows the same step as code. */
export function ShowAsCode({ calls, variant = 'normal' }: ShowAsCodeProperties) {
  const common = useText(commonMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button iconName="script" variant={variant} formAction="none" onClick={() => setOpen(true)}>
        {common.showAsCode}
      </Button>
      {open && <CodeDialog calls={calls} onClose={() => setOpen(false)} />}
    </>
  )
}

export function CodeDialog({ calls, onClose }: { readonly calls: readonly ShownCall[]; readonly onClose: () => void }) {
  const common = useText(commonMessages)
  const operations = [...new Set(calls.map(({ operation }) => operation))].join(', ')
  return (
    <Modal visible size="large" header={`${common.showAsCode}: ${operations}`} closeAriaLabel={common.close} onDismiss={onClose}>
      <Tabs tabs={tabsOf(calls).map(({ id, label, parts }) => ({ id, label, content: <Parts parts={parts} /> }))} />
    </Modal>
  )
}

interface Part {
  readonly operation: string
  readonly text: string
}

interface CodeTab {
  readonly id: 'cli' | 'boto3' | 'sdk' | 'javascript'
  readonly label: string
  readonly parts: readonly Part[]
}

/** A tab a tool; the SDK's only where it has something for each of the calls. */
export function tabsOf(calls: readonly ShownCall[]): CodeTab[] {
  const tab = (id: CodeTab['id'], label: string, write: (call: ShownCall) => string | undefined): CodeTab => ({
    id,
    label,
    parts: calls.flatMap((call) => {
      const text = write(call)
      return text === undefined ? [] : [{ operation: call.operation, text }]
    }),
  })
  const all = [
    tab('cli', 'AWS CLI', asCli),
    tab('boto3', 'boto3', asBoto3),
    tab('sdk', 'SageMaker SDK v2', (call) => call.sdkV2 ?? asSdkV2(call)),
    tab('javascript', 'JavaScript', asJavaScript),
  ]
  return all.filter(({ parts }) => parts.length === calls.length)
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <SpaceBetween size="m">
      {parts.map(({ operation, text }, at) => (
        // The same call may stand twice: its place is what tells them apart.
        <Code key={String(at)} {...(parts.length > 1 && { title: operation })} text={text} />
      ))}
    </SpaceBetween>
  )
}

function Code({ title, text }: { readonly title?: string; readonly text: string }) {
  const common = useText(commonMessages)
  return (
    <>
      {title && <Box variant="h4">{title}</Box>}
      <Box textAlign="right" padding={{ bottom: 'xs' }}>
        <CopyToClipboard copyButtonText={common.copy} copySuccessText={common.copied} copyErrorText={common.copyFailed} textToCopy={text} />
      </Box>
      <TextBlock text={text} />
    </>
  )
}
