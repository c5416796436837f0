import { ListAliasesCommand } from '@aws-sdk/client-kms'
import { kms } from '../../aws/kms.ts'
import { useQuery } from '../../aws/use-query.ts'
import { ChoiceField } from '../../components/choice-field.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { fieldMessages } from './fields.messages.ts'

const NONE = ':none'

/** The account's own keys, by their aliases; AWS's keys are what "no custom encryption" means. */
const listKeys = async () =>
  ((await kms().send(new ListAliasesCommand({ Limit: 100 }))).Aliases ?? []).filter(
    ({ AliasName, TargetKeyId }) => TargetKeyId !== undefined && !AliasName?.startsWith('alias/aws/'),
  )

/** "Encryption key - optional": a key's id, or nothing. */
export function KmsKeyField({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (key: string) => void }) {
  const texts = useText(fieldMessages)
  const common = useText(commonMessages)
  const keys = useQuery('kms keys', listKeys, { restMs: 0 })
  return (
    <ChoiceField
      label={common.isOptional(label)}
      value={value || NONE}
      loading={keys.loading}
      choices={[
        { value: NONE, label: texts.noKey },
        ...(keys.data ?? []).map(({ AliasName = '', TargetKeyId = '' }) => ({ value: TargetKeyId, label: AliasName, description: TargetKeyId })),
      ]}
      onChange={(key) => onChange(key === NONE ? '' : key)}
    />
  )
}
