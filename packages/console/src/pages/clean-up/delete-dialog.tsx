import Box from '@cloudscape-design/components/box'
import { Confirm } from '../../components/confirm.tsx'
import { useText } from '../../i18n/use-text.ts'
import { cleanUpMessages } from './clean-up.messages.ts'
import { idOf, type Resource, withUsers } from './resource.ts'
import { shortName } from './resources-table.tsx'

export interface DeleteDialogProperties {
  readonly chosen: readonly Resource[]
  readonly all: readonly Resource[]
  readonly onConfirm: (ordered: readonly Resource[]) => Promise<void>
  readonly onClose: () => void
}

/** What goes, in which order, and what goes along with it. */
export function DeleteDialog({ chosen, all, onConfirm, onClose }: DeleteDialogProperties) {
  const texts = useText(cleanUpMessages)
  const ordered = withUsers(chosen, all)
  const ids = new Set(chosen.map(idOf))
  return (
    <Confirm
      title={texts.dialogTitle(ordered.length)}
      button={texts.deleteSelected}
      word={texts.permanently}
      onConfirm={() => onConfirm(ordered)}
      onClose={onClose}
    >
      <Box>{texts.dialogText}</Box>
      {ordered.some(({ kind }) => kind === 'bucket') && <Box variant="strong">{texts.bucketWarning}</Box>}
      <ol>
        {ordered.map((one) => (
          <li key={idOf(one)}>
            {texts[one.kind]} <strong>{shortName(one)}</strong>
            {!ids.has(idOf(one)) && ` (${texts.alsoGoes})`}
          </li>
        ))}
      </ol>
    </Confirm>
  )
}
