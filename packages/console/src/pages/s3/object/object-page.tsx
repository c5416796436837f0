import { DeleteObjectCommand, HeadObjectCommand, type HeadObjectOutput } from '@aws-sdk/client-s3'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formatBytes } from '../../../lib/format.ts'
import { folderHref } from '../../../lib/s3-uri.ts'
import { downloadObject } from './download-object.ts'
import { objectMessages } from './object.messages.ts'
import { ObjectPreview } from './object-preview.tsx'
import { PresignDialog } from './presign-dialog.tsx'

export function ObjectPage({ parameters: { bucket = '', rest: key = '' } }: PageProperties) {
  const { data, error, reload } = useQuery(`object ${bucket}/${key}`, () => s3().send(new HeadObjectCommand({ Bucket: bucket, Key: key })), { restMs: 0 })
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={data && <Actions bucket={bucket} objectKey={key} />}>
          {key.split('/').at(-1)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data && <Overview bucket={bucket} objectKey={key} head={data} />}
        {data && <ObjectPreview bucket={bucket} objectKey={key} size={data.ContentLength ?? 0} contentType={data.ContentType ?? ''} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

interface PlaceProperties {
  readonly bucket: string
  readonly objectKey: string
}

function Actions({ bucket, objectKey }: PlaceProperties) {
  const texts = useText(objectMessages)
  const common = useText(commonMessages)
  const [dialog, setDialog] = useState<'delete' | 'presign'>()
  const remove = async () => {
    await s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey }))
    flash('success', texts.deleted(objectKey))
    navigate(folderHref(bucket, objectKey.slice(0, objectKey.lastIndexOf('/') + 1)))
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="copy" onClick={() => void navigator.clipboard.writeText(`s3://${bucket}/${objectKey}`)}>
        {texts.copyUri}
      </Button>
      <Button iconName="download" onClick={() => void downloadObject(bucket, objectKey)}>
        {common.download}
      </Button>
      <Button onClick={() => setDialog('presign')}>{texts.presign}</Button>
      <Button onClick={() => setDialog('delete')}>{common.delete}</Button>
      {dialog === 'presign' && <PresignDialog bucket={bucket} objectKey={objectKey} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <ConfirmDelete
          names={[objectKey]}
          code={[shownCall('s3', 'DeleteObject', { Bucket: bucket, Key: objectKey })]}
          onConfirm={remove}
          onClose={() => setDialog(undefined)}
        />
      )}
    </SpaceBetween>
  )
}

function Overview({ bucket, objectKey, head }: PlaceProperties & { readonly head: HeadObjectOutput }) {
  const texts = useText(objectMessages)
  const common = useText(commonMessages)
  const metadata = Object.entries(head.Metadata ?? {})
  return (
    <Container header={<Header variant="h2">{texts.overview}</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: texts.uri, value: <Copyable text={`s3://${bucket}/${objectKey}`} /> },
          { label: 'ARN', value: <Copyable text={`arn:aws:s3:::${bucket}/${objectKey}`} /> },
          { label: common.lastModified, value: <Time value={head.LastModified} /> },
          { label: texts.size, value: formatBytes(head.ContentLength ?? 0) },
          { label: texts.contentType, value: head.ContentType ?? '-' },
          { label: texts.etag, value: <Copyable text={head.ETag?.replaceAll('"', '')} /> },
          ...metadata.map(([name, value]) => ({ label: `${texts.metadata}: ${name}`, value })),
        ]}
      />
    </Container>
  )
}
