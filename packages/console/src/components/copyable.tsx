import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'

/** A name, ARN or address with a button that copies it. */
export function Copyable({ text }: { readonly text: string | undefined }) {
  const common = useText(commonMessages)
  if (!text) return <>-</>
  return (
    <CopyToClipboard variant="inline" textToCopy={text} copyButtonAriaLabel={common.copy} copySuccessText={common.copied} copyErrorText={common.copyFailed} />
  )
}
