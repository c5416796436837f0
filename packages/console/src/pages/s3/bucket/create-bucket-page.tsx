import { CreateBucketCommand, PutBucketEncryptionCommand, PutBucketTaggingCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { preferences } from '../../../app/preferences.ts'
import { regionName } from '../../../app/regions.ts'
import { navigate } from '../../../app/router.ts'
import { s3 } from '../../../aws/s3.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { BucketPrice } from '../../../components/price-note.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { folderHref } from '../../../lib/s3-uri.ts'
import { useStore } from '../../../lib/store.ts'
import { bucketMessages } from './bucket.messages.ts'
import { type Encryption, EncryptionField, encryptionRequest, S3_MANAGED } from './encryption-field.tsx'

interface Values {
  readonly name: string
  readonly blockPublic: boolean
  readonly encryption: Encryption
  readonly tags: readonly Tag[]
}

const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..')

/** us-east-1 is where a bucket is created without saying so; as a constraint it is refused. */
const requestOf = (name: string, region: string) => ({
  Bucket: name,
  ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region as never } }),
})

const blockRequest = ({ name, blockPublic }: Values) => ({
  Bucket: name,
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: blockPublic,
    IgnorePublicAcls: blockPublic,
    BlockPublicPolicy: blockPublic,
    RestrictPublicBuckets: blockPublic,
  },
})

const tagRequest = ({ name, tags }: Values) => {
  const TagSet = tagsForRequest(tags)
  return TagSet && { Bucket: name, Tagging: { TagSet } }
}

/** What a new bucket is given besides its name. */
async function giveSettings(values: Values): Promise<void> {
  const tagging = tagRequest(values)
  if (tagging) await s3().send(new PutBucketTaggingCommand(tagging))
  await s3().send(new PutPublicAccessBlockCommand(blockRequest(values)))
  if (values.encryption.type === 'aws:kms') await s3().send(new PutBucketEncryptionCommand(encryptionRequest(values.name, values.encryption)))
}

/** The same calls, for "show as code". */
function bucketCalls(values: Values, region: string) {
  const tagging = tagRequest(values)
  return [
    shownCall('s3', 'CreateBucket', requestOf(values.name, region)),
    ...(tagging ? [shownCall('s3', 'PutBucketTagging', tagging)] : []),
    shownCall('s3', 'PutPublicAccessBlock', blockRequest(values)),
    ...(values.encryption.type === 'aws:kms' ? [shownCall('s3', 'PutBucketEncryption', encryptionRequest(values.name, values.encryption))] : []),
  ]
}

export function CreateBucketPage() {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const { language, region } = useStore(preferences)
  const { values, change, forget } = useDraft<Values>('bucket', { name: '', blockPublic: true, encryption: S3_MANAGED, tags: [] })
  const [check, setCheck] = useState(false)
  const submit = async () => {
    await s3().send(new CreateBucketCommand(requestOf(values.name, region)))
    // From here on the bucket is there: its page shows what is still missing.
    try {
      await giveSettings(values)
      flash('success', texts.created(values.name))
    } catch (error) {
      flash('error', texts.created(values.name), error)
    }
    forget()
    navigate(folderHref(values.name, ''))
  }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back="/s3/buckets"
      code={bucketCalls(values, region)}
      price={<BucketPrice />}
      valid={isBucketName(values.name)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <Container header={<Header variant="h2">{texts.general}</Header>}>
        <SpaceBetween size="l">
          <KeyValuePairs items={[{ label: texts.region, value: `${regionName(region, language)} ${region}` }]} />
          <TextField
            label={texts.name}
            description={texts.sagemakerHint}
            constraint={texts.nameHelp}
            value={values.name}
            onChange={(name) => change({ name })}
            errorText={check && !isBucketName(values.name) ? texts.nameHelp : undefined}
          />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{texts.ownership}</Header>}>
        <KeyValuePairs items={[{ label: texts.aclsDisabled, value: texts.aclsDisabledHelp }]} />
      </Container>
      <Container header={<Header variant="h2">{texts.blockPublic}</Header>}>
        <Checkbox checked={values.blockPublic} onChange={({ detail }) => change({ blockPublic: detail.checked })}>
          {texts.blockAll}
        </Checkbox>
      </Container>
      <Container header={<Header variant="h2">{texts.encryption}</Header>}>
        <EncryptionField value={values.encryption} onChange={(encryption) => change({ encryption })} />
      </Container>
      <ExpandableSection variant="container" headerText={common.isOptional(texts.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}
