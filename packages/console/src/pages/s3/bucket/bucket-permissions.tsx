import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TextBlock } from '../../../components/text-block.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { indented } from '../../../lib/indented.ts'
import { PolicyEditor } from '../../iam/policy-editor.tsx'
import { bucketMessages } from './bucket.messages.ts'
import { unlessUnset } from './unless-unset.ts'

const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const
type Block = Readonly<Partial<Record<(typeof BLOCKS)[number], boolean | undefined>>>

async function readPermissions(Bucket: string) {
  const [access, policy] = await Promise.all([
    s3().send(new GetPublicAccessBlockCommand({ Bucket })).catch(unlessUnset),
    s3().send(new GetBucketPolicyCommand({ Bucket })).catch(unlessUnset),
  ])
  const block: Block = access?.PublicAccessBlockConfiguration ?? {}
  return { block, policy: policy?.Policy }
}

type Dialog = 'block' | 'policy' | 'no-policy'

/** Block public access, and the bucket policy: shown and edited. */
export function BucketPermissions({ bucket }: { readonly bucket: string }) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`permissions ${bucket}`, () => readPermissions(bucket), { restMs: 0 })
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  if (!data) return <ErrorAlert error={error} onRetry={reload} />
  const policyActions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={data.policy === undefined} onClick={() => setDialog('no-policy')}>
        {common.delete}
      </Button>
      <Button onClick={() => setDialog('policy')}>{texts.edit}</Button>
    </SpaceBetween>
  )
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" actions={<Button onClick={() => setDialog('block')}>{texts.edit}</Button>}>
            {texts.blockPublic}
          </Header>
        }
      >
        <KeyValuePairs columns={4} items={BLOCKS.map((label) => ({ label, value: data.block[label] ? common.enabled : common.disabled }))} />
      </Container>
      <Container
        header={
          <Header variant="h2" actions={policyActions}>
            {texts.policy}
          </Header>
        }
      >
        {data.policy ? <TextBlock text={indented(data.policy)} /> : texts.noPolicy}
      </Container>
      {dialog === 'block' && <BlockDialog bucket={bucket} block={data.block} onSaved={reload} onClose={close} />}
      {dialog === 'policy' && <PolicyDialog bucket={bucket} policy={data.policy} onSaved={reload} onClose={close} />}
      {dialog === 'no-policy' && (
        <ConfirmDelete
          names={[texts.policy]}
          code={[shownCall('s3', 'DeleteBucketPolicy', { Bucket: bucket })]}
          onConfirm={() =>
            s3()
              .send(new DeleteBucketPolicyCommand({ Bucket: bucket }))
              .then(reload)
          }
          onClose={close}
        />
      )}
    </SpaceBetween>
  )
}

interface DialogProperties {
  readonly bucket: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

function BlockDialog({ bucket, block, onSaved, onClose }: DialogProperties & { readonly block: Block }) {
  const texts = useText(bucketMessages)
  const [values, setValues] = useState<Block>(block)
  const all = BLOCKS.every((name) => values[name])
  const input = { Bucket: bucket, PublicAccessBlockConfiguration: Object.fromEntries(BLOCKS.map((name) => [name, values[name] ?? false])) }
  const setAll = (on: boolean) => setValues(Object.fromEntries(BLOCKS.map((name) => [name, on])))
  return (
    <Confirm
      title={texts.blockPublic}
      button={texts.save}
      code={[shownCall('s3', 'PutPublicAccessBlock', input)]}
      onConfirm={() => s3().send(new PutPublicAccessBlockCommand(input)).then(onSaved)}
      onClose={onClose}
    >
      <SpaceBetween size="s">
        <Checkbox checked={all} onChange={({ detail }) => setAll(detail.checked)}>
          <b>{texts.blockAll}</b>
        </Checkbox>
        {BLOCKS.map((name) => (
          <Checkbox key={name} checked={values[name] ?? false} onChange={({ detail }) => setValues({ ...values, [name]: detail.checked })}>
            {name}
          </Checkbox>
        ))}
      </SpaceBetween>
    </Confirm>
  )
}

const firstPolicy = (bucket: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/*`] }],
    },
    null,
    2,
  )

function PolicyDialog({ bucket, policy, onSaved, onClose }: DialogProperties & { readonly policy: string | undefined }) {
  const texts = useText(bucketMessages)
  const [document, setDocument] = useState(policy === undefined ? firstPolicy(bucket) : indented(policy))
  const input = { Bucket: bucket, Policy: document }
  return (
    <Confirm
      title={texts.policy}
      button={texts.save}
      code={[shownCall('s3', 'PutBucketPolicy', input)]}
      onConfirm={() => s3().send(new PutBucketPolicyCommand(input)).then(onSaved)}
      onClose={onClose}
    >
      <PolicyEditor label="JSON" type="RESOURCE_POLICY" value={document} onChange={setDocument} />
    </Confirm>
  )
}
