import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { errorMessages } from './error.messages.ts'
import { meaningOf } from './error-meaning.ts'

/** AWS's message as it came, and what it means. */
export function ErrorText({ error }: { readonly error: unknown }) {
  const texts = useText(errorMessages)
  const { name, message } = error as Error
  const meaning = meaningOf(error)
  return (
    <>
      <div>
        <strong>{name}</strong>: {message}
      </div>
      {meaning && <Box padding={{ top: 'xxs' }}>{texts[meaning]}</Box>}
    </>
  )
}

/** The same in place; nothing without an error. */
export function ErrorAlert({ error, title, onRetry }: { readonly error: unknown; readonly title?: string; readonly onRetry?: () => void }) {
  const texts = useText(errorMessages)
  const common = useText(commonMessages)
  if (error === undefined) return null
  return (
    <Alert type="error" header={title ?? texts.failed} {...(onRetry && { action: <Button onClick={onRetry}>{common.retry}</Button> })}>
      <ErrorText error={error} />
    </Alert>
  )
}
