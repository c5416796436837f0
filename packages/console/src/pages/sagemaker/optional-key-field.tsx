import { KmsKeyField } from '../../components/kms-key-field.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { fieldMessages } from './fields.messages.ts'

export interface OptionalKeyFieldProperties {
  readonly label: string
  readonly value: string
  readonly onChange: (key: string) => void
}

/** "Encryption key - optional": a key's id, or nothing. */
export function OptionalKeyField({ label, value, onChange }: OptionalKeyFieldProperties) {
  const texts = useText(fieldMessages)
  const common = useText(commonMessages)
  return <KmsKeyField label={common.isOptional(label)} none={texts.noKey} value={value} onChange={onChange} />
}
