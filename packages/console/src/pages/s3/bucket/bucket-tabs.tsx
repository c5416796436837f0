import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { preferences } from '../../../app/preferences.ts'
import { regionName } from '../../../app/regions.ts'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TagsSection } from '../../../components/tags-section.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useStore } from '../../../lib/store.ts'
import { bucketMessages } from './bucket.messages.ts'

/** Settings that were never made are errors of these names. */
const unlessUnset = (error: unknown): undefined => {
  if (/^(NoSuchTagSet|NoSuchBucketPolicy|NoSuchPublicAccessBlockConfiguration|ServerSideEncryptionConfigurationNotFoundError)$/.test((error as Error).name))
    return undefined
  throw error
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
    encryption: encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
  }
}

const readTags = async (Bucket: string) => (await s3().send(new GetBucketTaggingCommand({ Bucket })).catch(unlessUnset))?.TagSet ?? []

export function BucketProperties({ bucket }: { readonly bucket: string }) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const { language } = useStore(preferences)
  const { data, error, reload } = useQuery(`properties ${bucket}`, () => readProperties(bucket), { restMs: 0 })
  return (
    <SpaceBetween size="l">
      <ErrorAlert error={error} onRetry={reload} />
      {data && (
        <Container header={<Header variant="h2">{texts.overview}</Header>}>
          <KeyValuePairs
            columns={2}
            items={[
              { label: texts.region, value: `${regionName(data.region, language)} ${data.region}` },
              { label: 'ARN', value: <Copyable text={`arn:aws:s3:::${bucket}`} /> },
              { label: texts.versioning, value: data.versioning === 'Enabled' ? common.enabled : common.disabled },
              { label: texts.encryption, value: data.encryption === 'AES256' ? texts.sseS3 : (data.encryption ?? '-') },
            ]}
          />
        </Container>
      )}
      <TagsSection queryKey={`bucket tags ${bucket}`} ask={() => readTags(bucket)} />
    </SpaceBetween>
  )
}

async function readPermissions(Bucket: string) {
  const [access, policy] = await Promise.all([
    s3().send(new GetPublicAccessBlockCommand({ Bucket })).catch(unlessUnset),
    s3().send(new GetBucketPolicyCommand({ Bucket })).catch(unlessUnset),
  ])
  return { block: access?.PublicAccessBlockConfiguration ?? {}, policy: policy?.Policy }
}

export function BucketPermissions({ bucket }: { readonly bucket: string }) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`permissions ${bucket}`, () => readPermissions(bucket), { restMs: 0 })
  if (!data) return <ErrorAlert error={error} onRetry={reload} />
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = data.block
  const onOff = (value: boolean | undefined) => (value ? common.enabled : common.disabled)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.blockPublic}</Header>}>
        <KeyValuePairs
          columns={4}
          items={Object.entries({ BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets }).map(([label, value]) => ({
            label,
            value: onOff(value),
          }))}
        />
      </Container>
      <Container header={<Header variant="h2">{texts.policy}</Header>}>
        {data.policy ? <pre className="kenja-code">{JSON.stringify(JSON.parse(data.policy), null, 2)}</pre> : texts.noPolicy}
      </Container>
    </SpaceBetween>
  )
}
