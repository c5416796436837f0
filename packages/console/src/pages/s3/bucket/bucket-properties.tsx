import {
  DeleteBucketTaggingCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  PutBucketTaggingCommand,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { preferences } from '../../../app/preferences.ts'
import { regionName } from '../../../app/regions.ts'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import type { Tag } from '../../../components/tags-for-request.ts'
import { TagsSection } from '../../../components/tags-section.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useStore } from '../../../lib/store.ts'
import { bucketMessages } from './bucket.messages.ts'
import { EncryptionDialog } from './encryption-dialog.tsx'
import type { Encryption } from './encryption-field.tsx'
import { unlessUnset } from './unless-unset.ts'

function encryptionOf(rule: ServerSideEncryptionRule | undefined): Encryption {
  const { SSEAlgorithm, KMSMasterKeyID = '' } = rule?.ApplyServerSideEncryptionByDefault ?? {}
  return { type: SSEAlgorithm === 'aws:kms' ? 'aws:kms' : 'AES256', key: KMSMasterKeyID, bucketKey: rule?.BucketKeyEnabled ?? false }
}

async function readProperties(Bucket: string) {
  const [location, versioning, encryption] = await Promise.all([
    s3().send(new GetBucketLocationCommand({ Bucket })),
    s3().send(new GetBucketVersioningCommand({ Bucket })),
    s3().send(new GetBucketEncryptionCommand({ Bucket })).catch(unlessUnset),
  ])
  return {
    region: location.LocationConstraint || 'us-east-1',
    versioning: versioning.Status,
    encryption: encryptionOf(encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]),
  }
}

const readTags = async (Bucket: string) => (await s3().send(new GetBucketTaggingCommand({ Bucket })).catch(unlessUnset))?.TagSet ?? []

const saveTags = (Bucket: string, tags: readonly Tag[]) =>
  tags.length > 0 ? s3().send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [...tags] } })) : s3().send(new DeleteBucketTaggingCommand({ Bucket }))

const tagsCode = (Bucket: string, tags: readonly Tag[]) => [
  tags.length > 0 ? shownCall('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet: tags } }) : shownCall('s3', 'DeleteBucketTagging', { Bucket }),
]

export function BucketProperties({ bucket }: { readonly bucket: string }) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const { language } = useStore(preferences)
  const [editing, setEditing] = useState(false)
  const { data, error, reload } = useQuery(`properties ${bucket}`, () => readProperties(bucket), { restMs: 0 })
  return (
    <SpaceBetween size="l">
      <ErrorAlert error={error} onRetry={reload} />
      {data && (
        <Container
          header={
            <Header variant="h2" actions={<Button onClick={() => setEditing(true)}>{texts.editEncryption}</Button>}>
              {texts.overview}
            </Header>
          }
        >
          <KeyValuePairs
            columns={2}
            items={[
              { label: texts.region, value: `${regionName(data.region, language)} ${data.region}` },
              { label: 'ARN', value: <Copyable text={`arn:aws:s3:::${bucket}`} /> },
              { label: texts.versioning, value: data.versioning === 'Enabled' ? common.enabled : common.disabled },
              { label: texts.encryption, value: data.encryption.type === 'AES256' ? texts.sseS3 : `${texts.sseKms} ${data.encryption.key || 'aws/s3'}` },
            ]}
          />
        </Container>
      )}
      {editing && data && <EncryptionDialog bucket={bucket} initial={data.encryption} onSaved={reload} onClose={() => setEditing(false)} />}
      <TagsSection
        queryKey={`bucket tags ${bucket}`}
        ask={() => readTags(bucket)}
        save={(tags) => saveTags(bucket, tags)}
        saveCode={(tags) => tagsCode(bucket, tags)}
      />
    </SpaceBetween>
  )
}
