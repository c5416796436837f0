import Checkbox from '@cloudscape-design/components/checkbox'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { KmsKeyField } from '../../../components/kms-key-field.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { bucketMessages } from './bucket.messages.ts'

export interface Encryption {
  readonly type: 'AES256' | 'aws:kms'
  /** An id; empty: the key that AWS manages for S3. */
  readonly key: string
  readonly bucketKey: boolean
}

export const S3_MANAGED: Encryption = { type: 'AES256', key: '', bucketKey: false }

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

/** Default encryption: S3's own keys, or one of KMS's. */
export function EncryptionField({ value, onChange }: { readonly value: Encryption; readonly onChange: (value: Encryption) => void }) {
  const texts = useText(bucketMessages)
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
          <KmsKeyField label={texts.kmsKey} none="aws/s3" value={value.key} onChange={(key) => onChange({ ...value, key })} />
          <Checkbox checked={value.bucketKey} onChange={({ detail }) => onChange({ ...value, bucketKey: detail.checked })}>
            {texts.bucketKey}
          </Checkbox>
        </>
      )}
    </SpaceBetween>
  )
}
