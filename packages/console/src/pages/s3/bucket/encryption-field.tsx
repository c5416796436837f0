import { ListAliasesCommand } from '@aws-sdk/client-kms'
import Checkbox from '@cloudscape-design/components/checkbox'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { kms } from '../../../aws/kms.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { bucketMessages } from './bucket.messages.ts'

export interface Encryption {
  readonly type: 'AES256' | 'aws:kms'
  /** An id; empty: the key that AWS manages for S3. */
  readonly key: string
  readonly bucketKey: boolean
}

export const S3_MANAGED: Encryption = { type: 'AES256', key: '', bucketKey: false }
const AWS_KEY = ':aws'

export const encryptionRequest = (Bucket: string, { type, key, bucketKey }: Encryption) => ({
  Bucket,
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: type, ...(type === 'aws:kms' && key && { KMSMasterKeyID: key }) },
        ...(type === 'aws:kms' && { BucketKeyEnabled: bucketKey }),
      },
    ],
  },
})

const listKeys = async () =>
  ((await kms().send(new ListAliasesCommand({ Limit: 100 }))).Aliases ?? []).filter(
    ({ AliasName, TargetKeyId }) => TargetKeyId !== undefined && !AliasName?.startsWith('alias/aws/'),
  )

/** Default encryption: S3's own keys, or one of KMS's. */
export function EncryptionField({ value, onChange }: { readonly value: Encryption; readonly onChange: (value: Encryption) => void }) {
  const texts = useText(bucketMessages)
  const keys = useQuery('kms keys', listKeys, { restMs: 0, when: value.type === 'aws:kms' })
  return (
    <SpaceBetween size="m">
      <RadioGroup
        value={value.type}
        ariaLabel={texts.encryptionType}
        onChange={({ detail }) => onChange({ ...value, type: detail.value === 'aws:kms' ? 'aws:kms' : 'AES256' })}
        items={[
          { value: 'AES256', label: texts.sseS3 },
          { value: 'aws:kms', label: texts.sseKms },
        ]}
      />
      {value.type === 'aws:kms' && (
        <>
          <ChoiceField
            label={texts.kmsKey}
            value={value.key || AWS_KEY}
            loading={keys.loading}
            choices={[
              { value: AWS_KEY, label: 'aws/s3' },
              ...(keys.data ?? []).map(({ AliasName = '', TargetKeyId = '' }) => ({ value: TargetKeyId, label: AliasName, description: TargetKeyId })),
            ]}
            onChange={(key) => onChange({ ...value, key: key === AWS_KEY ? '' : key })}
          />
          <Checkbox checked={value.bucketKey} onChange={({ detail }) => onChange({ ...value, bucketKey: detail.checked })}>
            {texts.bucketKey}
          </Checkbox>
        </>
      )}
    </SpaceBetween>
  )
}
