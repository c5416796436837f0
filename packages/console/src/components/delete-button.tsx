import Button from '@cloudscape-design/components/button'
import { type ReactNode, useState } from 'react'
import type { ShownCall } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { ConfirmDelete } from './confirm.tsx'

export interface DeleteButtonProperties {
  /** Of what goes; undefined while nothing is selected. */
  readonly name: string | undefined
  readonly code: (name: string) => readonly ShownCall[]
  readonly onDelete: (name: string) => Promise<unknown>
  /** What the question says; by itself that it cannot be undone. */
  readonly children?: ReactNode
}

/** "Delete", and the question before it is done. */
export function DeleteButton({ name, code, onDelete, children }: DeleteButtonProperties) {
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState<string>()
  return (
    <>
      <Button disabled={!name} onClick={() => setDeleting(name)}>
        {common.delete}
      </Button>
      {deleting && (
        <ConfirmDelete names={[deleting]} code={code(deleting)} onConfirm={() => onDelete(deleting)} onClose={() => setDeleting(undefined)}>
          {children}
        </ConfirmDelete>
      )}
    </>
  )
}
