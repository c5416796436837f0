import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import FileDropzone from '@cloudscape-design/components/file-dropzone'
import FileInput from '@cloudscape-design/components/file-input'
import Header from '@cloudscape-design/components/header'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useEffect, useRef } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { ErrorText } from '../../../components/error-text.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formatBytes } from '../../../lib/format.ts'
import { folderHref } from '../../../lib/s3-uri.ts'
import { useStore } from '../../../lib/store.ts'
import { uploadMessages } from './upload.messages.ts'
import { addUploads, cancelUpload, clearFinished, pauseUpload, resumeUpload, type Upload, uploads } from './uploads.ts'

export function UploadPage({ parameters: { bucket = '', rest: prefix = '' } }: PageProperties) {
  const texts = useText(uploadMessages)
  const add = (files: readonly File[]) => addUploads(bucket, prefix, files)
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={texts.description} actions={<Button onClick={() => navigate(folderHref(bucket, prefix))}>{texts.open}</Button>}>
          {texts.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{`${texts.destination}: s3://${bucket}/${prefix}`}</Header>}>
          <FileDropzone onChange={({ detail }) => add(detail.value)}>
            <SpaceBetween size="s">
              <div>{texts.drop}</div>
              <SpaceBetween direction="horizontal" size="xs">
                <FileInput multiple value={[]} onChange={({ detail }) => add(detail.value)}>
                  {texts.addFiles}
                </FileInput>
                <FolderInput onChange={add} />
              </SpaceBetween>
            </SpaceBetween>
          </FileDropzone>
        </Container>
        <UploadsTable />
      </SpaceBetween>
    </ContentLayout>
  )
}

function FolderInput({ onChange }: { readonly onChange: (files: readonly File[]) => void }) {
  const texts = useText(uploadMessages)
  const input = useRef<HTMLInputElement>(null)
  // React knows no such attribute.
  useEffect(() => input.current?.setAttribute('webkitdirectory', ''), [])
  return (
    <>
      <Button iconName="folder" onClick={() => input.current?.click()}>
        {texts.addFolder}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={texts.addFolder}
        onChange={({ currentTarget }) => onChange([...(currentTarget.files ?? [])])}
      />
    </>
  )
}

function UploadsTable() {
  const texts = useText(uploadMessages)
  const common = useText(commonMessages)
  const all = useStore(uploads)
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${all.length})`}
          actions={
            <Button disabled={!all.some(({ state }) => state === 'done')} onClick={clearFinished}>
              {texts.clear}
            </Button>
          }
        >
          {texts.files}
        </Header>
      }
      items={[...all]}
      trackBy={({ id }) => String(id)}
      empty={texts.none}
      columnDefinitions={[
        { id: 'name', header: common.name, cell: ({ key }) => key, isRowHeader: true },
        { id: 'size', header: texts.size, cell: ({ file }) => formatBytes(file.size) },
        { id: 'progress', header: texts.progress, cell: (upload) => <Progress upload={upload} />, minWidth: 260 },
        { id: 'actions', header: common.actions, cell: (upload) => <RowActions upload={upload} /> },
      ]}
    />
  )
}

function Progress({ upload }: { readonly upload: Upload }) {
  const texts = useText(uploadMessages)
  if (upload.state === 'done') return <StatusIndicator type="success">{texts.done}</StatusIndicator>
  if (upload.state === 'waiting') return <StatusIndicator type="pending">{texts.waiting}</StatusIndicator>
  if (upload.state === 'failed') {
    return (
      <>
        <StatusIndicator type="error">{texts.failed}</StatusIndicator>
        <ErrorText error={upload.error} />
      </>
    )
  }
  const percent = upload.file.size === 0 ? 0 : Math.floor((100 * upload.sentBytes) / upload.file.size)
  return <ProgressBar value={percent} ariaLabel={upload.key} {...(upload.state === 'paused' && { additionalInfo: texts.paused })} />
}

function RowActions({ upload }: { readonly upload: Upload }) {
  const texts = useText(uploadMessages)
  if (upload.state === 'done') return <>-</>
  const goes = upload.state === 'running' || upload.state === 'waiting'
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="inline-link" onClick={() => (goes ? pauseUpload(upload.id) : resumeUpload(upload.id))}>
        {goes ? texts.pause : texts.resume}
      </Button>
      <Button variant="inline-link" onClick={() => void cancelUpload(upload)}>
        {texts.cancel}
      </Button>
    </SpaceBetween>
  )
}
