import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Icon from '@cloudscape-design/components/icon'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formatBytes } from '../../../lib/format.ts'
import { folderHref, objectHref } from '../../../lib/s3-uri.ts'
import { downloadObject } from '../object/download-object.ts'
import { bucketMessages } from './bucket.messages.ts'
import { deleteEntries } from './bucket-actions.ts'

interface Entry {
  /** The whole key; a folder's ends in `/`. */
  readonly key: string
  readonly name: string
  readonly size?: number | undefined
  readonly modified?: Date | undefined
  readonly storageClass?: string | undefined
}

export interface PlaceProperties {
  readonly bucket: string
  readonly prefix: string
}

const MOST = 2_000

const listEntries = (bucket: string, prefix: string): Promise<Entry[]> =>
  collectPages(async (token) => {
    const answer = await s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/', ...(token && { ContinuationToken: token }) }))
    const folders = (answer.CommonPrefixes ?? []).map(({ Prefix: key = '' }) => ({ key, name: key.slice(prefix.length) }))
    const objects = (answer.Contents ?? [])
      .filter(({ Key }) => Key !== prefix)
      .map(({ Key: key = '', Size: size, LastModified: modified, StorageClass: storageClass }) => ({
        key,
        name: key.slice(prefix.length),
        size,
        modified,
        storageClass,
      }))
    return { items: [...folders, ...objects], next: answer.NextContinuationToken }
  }, MOST)

const isFolder = ({ key }: Entry): boolean => key.endsWith('/')
const typeOf = ({ name }: Entry): string => (name.includes('.') ? (name.split('.').at(-1) as string) : '-')

export function ObjectsTable({ bucket, prefix }: PlaceProperties) {
  const texts = useText(bucketMessages)
  const query = useQuery(`objects ${bucket}/${prefix}`, () => listEntries(bucket, prefix))
  const [selected, setSelected] = useState<readonly Entry[]>([])
  return (
    <SpaceBetween size="s">
      {(query.data?.length ?? 0) >= MOST && <Alert type="info">{texts.truncated}</Alert>}
      <ResourceTable
        variant="container"
        title={texts.objects}
        query={query}
        nameOf={({ name }) => name}
        columns={useColumns(bucket)}
        empty={
          <SpaceBetween size="s">
            <b>{texts.noObjects}</b>
            <div>{texts.noObjectsHelp}</div>
          </SpaceBetween>
        }
        pageSize={50}
        selection={{ type: 'multi', selected, onChange: setSelected }}
        actions={<Actions bucket={bucket} prefix={prefix} selected={selected} reload={query.reload} />}
      />
    </SpaceBetween>
  )
}

function useColumns(bucket: string): Column<Entry>[] {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  return [
    {
      id: 'name',
      header: common.name,
      cell: (entry) => (
        <>
          <Icon name={isFolder(entry) ? 'folder' : 'file'} />{' '}
          <Link href={isFolder(entry) ? folderHref(bucket, entry.key) : objectHref(bucket, entry.key)}>{entry.name}</Link>
        </>
      ),
      sortBy: ({ name }) => name,
    },
    { id: 'type', header: texts.type, cell: (entry) => (isFolder(entry) ? texts.folder : typeOf(entry)), sortBy: typeOf },
    { id: 'modified', header: common.lastModified, cell: ({ modified }) => (modified ? <Time value={modified} /> : '-'), sortBy: ({ modified }) => modified },
    { id: 'size', header: texts.size, cell: ({ size }) => (size === undefined ? '-' : formatBytes(size)), sortBy: ({ size }) => size },
    { id: 'class', header: texts.storageClass, cell: ({ storageClass }) => storageClass ?? '-' },
  ]
}

interface ActionsProperties extends PlaceProperties {
  readonly selected: readonly Entry[]
  readonly reload: () => void
}

function Actions({ bucket, prefix, selected, reload }: ActionsProperties) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const [dialog, setDialog] = useState<'delete' | 'folder'>()
  const only = selected.length === 1 ? selected[0] : undefined
  const deleteCode = [shownCall('s3', 'DeleteObjects', { Bucket: bucket, Delete: { Objects: selected.map(({ key }) => ({ Key: key })) } })]
  const remove = async () => {
    const count = await deleteEntries(
      bucket,
      selected.map(({ key }) => key),
    )
    flash('success', texts.objectsDeleted(count))
    reload()
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={!only} iconName="copy" onClick={() => only && void navigator.clipboard.writeText(`s3://${bucket}/${only.key}`)}>
        {texts.copyUri}
      </Button>
      <Button disabled={!only || isFolder(only)} iconName="download" onClick={() => only && void downloadObject(bucket, only.key)}>
        {common.download}
      </Button>
      <Button disabled={selected.length === 0} onClick={() => setDialog('delete')}>
        {common.delete}
      </Button>
      <Button onClick={() => setDialog('folder')}>{texts.createFolder}</Button>
      <Button variant="primary" iconName="upload" onClick={() => navigate(folderHref(bucket, prefix).replace('/s3/folders/', '/s3/upload/'))}>
        {texts.upload}
      </Button>
      {dialog === 'folder' && <FolderDialog bucket={bucket} prefix={prefix} onCreated={reload} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <ConfirmDelete names={selected.map(({ name }) => name)} code={deleteCode} onConfirm={remove} onClose={() => setDialog(undefined)}>
          {selected.some(isFolder) ? texts.deleteFolders : common.deleteWarning}
        </ConfirmDelete>
      )}
    </SpaceBetween>
  )
}

interface FolderDialogProperties extends PlaceProperties {
  readonly onCreated: () => void
  readonly onClose: () => void
}

function FolderDialog({ bucket, prefix, onCreated, onClose }: FolderDialogProperties) {
  const texts = useText(bucketMessages)
  const [name, setName] = useState('')
  const create = async () => {
    if (name === '' || name.includes('/')) throw new RangeError(texts.folderHelp)
    await s3().send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${name}/`, Body: '' }))
    onCreated()
  }
  return (
    <Confirm
      title={texts.createFolder}
      button={texts.createFolder}
      code={[shownCall('s3', 'PutObject', { Bucket: bucket, Key: `${prefix}${name}/` })]}
      onConfirm={create}
      onClose={onClose}
    >
      <TextField label={texts.folderName} constraint={texts.folderHelp} value={name} onChange={setName} />
    </Confirm>
  )
}
