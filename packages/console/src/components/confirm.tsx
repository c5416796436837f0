import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useState } from 'react'
import type { ShownCall } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { ErrorAlert } from './error-text.tsx'
import { ShowAsCode } from './show-as-code.tsx'

export interface ConfirmProperties {
  readonly title: string
  readonly children: ReactNode
  readonly button: string
  /** What must be typed before the button works; for what cannot be undone. */
  readonly word?: string
  /** The same step as code. */
  readonly code?: readonly ShownCall[] | undefined
  /** A dialog that goes on with another step after this one. */
  readonly keepOpen?: boolean
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before something is done; an error stays in the dialog. */
export function Confirm({ title, children, button, word, code, keepOpen = false, onConfirm, onClose }: ConfirmProperties) {
  const common = useText(commonMessages)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const confirm = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onConfirm()
      if (!keepOpen) onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={common.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {code && <ShowAsCode calls={code} variant="link" />}
            <Button variant="link" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button variant="primary" onClick={confirm} loading={busy} disabled={word !== undefined && typed !== word}>
              {button}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{children}</div>
        {word !== undefined && (
          <FormField label={common.typeToConfirm(word)}>
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} placeholder={word} autoFocus />
          </FormField>
        )}
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}

/** The question before a deletion. */
export function ConfirmDelete({ names, children, code, onConfirm, onClose }: ConfirmDeleteProperties) {
  const common = useText(commonMessages)
  const title = names.length === 1 ? common.deleteTitle(names[0] as string) : common.deleteMany(names.length)
  return (
    <Confirm title={title} button={common.delete} code={code} onConfirm={onConfirm} onClose={onClose}>
      {children ?? common.deleteWarning}
    </Confirm>
  )
}

export interface ConfirmDeleteProperties {
  readonly names: readonly string[]
  readonly children?: ReactNode
  readonly code?: readonly ShownCall[] | undefined
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}
