import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Modal from '@cloudscape-design/components/modal'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { type ApiCall, asBoto3, asCli, asJavaScript } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'

export interface ShownCall extends ApiCall {
  /** The same step with the SageMaker Python SDK v2, where it has one. */
  readonly sdkV2?: string
}

/** A button that shows the same step as code. */
export function ShowAsCode({ call }: { readonly call: ShownCall }) {
  const common = useText(commonMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button iconName="script" formAction="none" onClick={() => setOpen(true)}>
        {common.showAsCode}
      </Button>
      {open && (
        <Modal visible size="large" header={`${common.showAsCode}: ${call.operation}`} closeAriaLabel={common.close} onDismiss={() => setOpen(false)}>
          <Tabs tabs={tabsOf(call).map(({ id, label, text }) => ({ id, label, content: <Code text={text} /> }))} />
        </Modal>
      )}
    </>
  )
}

export const tabsOf = (call: ShownCall): { readonly id: string; readonly label: string; readonly text: string }[] => [
  { id: 'cli', label: 'AWS CLI', text: asCli(call) },
  { id: 'boto3', label: 'boto3', text: asBoto3(call) },
  ...(call.sdkV2 ? [{ id: 'sdk', label: 'SageMaker SDK v2', text: call.sdkV2 }] : []),
  { id: 'javascript', label: 'JavaScript', text: asJavaScript(call) },
]

function Code({ text }: { readonly text: string }) {
  const common = useText(commonMessages)
  return (
    <>
      <Box textAlign="right" padding={{ bottom: 'xs' }}>
        <CopyToClipboard copyButtonText={common.copy} copySuccessText={common.copied} copyErrorText={common.copyFailed} textToCopy={text} />
      </Box>
      <pre className="kenja-code">{text}</pre>
    </>
  )
}
