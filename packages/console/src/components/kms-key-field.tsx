import { ListAliasesCommand } from '@aws-sdk/client-kms'
import { kms } from '../aws/kms.ts'
import { useQuery } from '../aws/use-query.ts'
import { ChoiceField } from './choice-field.tsx'

/** The account's own keys, by their aliases; AWS's keys are what no choice means. */
const listKeys = async () =>
  ((await kms().send(new ListAliasesCommand({ Limit: 100 }))).Aliases ?? []).filter(
    ({ AliasName, TargetKeyId }) => TargetKeyId !== undefined && !AliasName?.startsWith('alias/aws/'),
  )

export interface KmsKeyFieldProperties {
  readonly label: string
  /** What no key of one's own is called. */
  readonly none: string
  /** A key's id, or nothing. */
  readonly value: string
  readonly onChange: (key: string) => void
}

export function KmsKeyField({ label, none, value, onChange }: KmsKeyFieldProperties) {
  const keys = useQuery('kms keys', listKeys, { restMs: 0 })
  return (
    <ChoiceField
      label={label}
      value={value}
      loading={keys.loading}
      none={none}
      choices={(keys.data ?? []).map(({ AliasName = '', TargetKeyId = '' }) => ({ value: TargetKeyId, label: AliasName, description: TargetKeyId }))}
      onChange={onChange}
    />
  )
}
