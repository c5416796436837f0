import type { Bucket } from '@aws-sdk/client-s3'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { preferences } from '../../../app/preferences.ts'
import { regionName } from '../../../app/regions.ts'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { folderHref } from '../../../lib/s3-uri.ts'
import { useStore } from '../../../lib/store.ts'
import { bucketMessages } from './bucket.messages.ts'
import { deleteBucket, emptyBucket, listBuckets } from './bucket-actions.ts'

const nameOf = ({ Name = '' }: Bucket): string => Name

export function BucketsPage() {
  const texts = useText(bucketMessages)
  const { language } = useStore(preferences)
  const query = useQuery('buckets', listBuckets)
  const { current, selection } = useSelected(query, nameOf)
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={nameOf}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      columns={[
        { id: 'name', header: useText(commonMessages).name, cell: (one) => <Link href={folderHref(nameOf(one), '')}>{nameOf(one)}</Link>, sortBy: nameOf },
        {
          id: 'region',
          header: texts.region,
          cell: ({ BucketRegion }) => (BucketRegion ? `${regionName(BucketRegion, language)} ${BucketRegion}` : '-'),
          sortBy: ({ BucketRegion }) => BucketRegion,
        },
        { id: 'created', header: texts.creationDate, cell: ({ CreationDate }) => <Time value={CreationDate} />, sortBy: ({ CreationDate }) => CreationDate },
      ]}
      selection={selection}
      actions={<Actions name={current && nameOf(current)} reload={query.reload} />}
    />
  )
}

function Actions({ name, reload }: { readonly name: string | undefined; readonly reload: () => void }) {
  const texts = useText(bucketMessages)
  const common = useText(commonMessages)
  const [dialog, setDialog] = useState<{ readonly kind: 'empty' | 'delete'; readonly name: string }>()
  const close = () => setDialog(undefined)
  const remove = async (bucket: string) => {
    await deleteBucket(bucket)
    flash('success', texts.deleted(bucket))
    reload()
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={!name} iconName="copy" onClick={() => void navigator.clipboard.writeText(`arn:aws:s3:::${name}`)}>
        {texts.copyArn}
      </Button>
      <Button disabled={!name} onClick={() => name && setDialog({ kind: 'empty', name })}>
        {texts.emptyIt}
      </Button>
      <Button disabled={!name} onClick={() => name && setDialog({ kind: 'delete', name })}>
        {common.delete}
      </Button>
      <Button variant="primary" onClick={() => navigate('/s3/buckets/create')}>
        {texts.create}
      </Button>
      {dialog?.kind === 'empty' && <EmptyDialog name={dialog.name} onClose={close} />}
      {dialog?.kind === 'delete' && (
        <ConfirmDelete
          names={[dialog.name]}
          code={[shownCall('s3', 'DeleteBucket', { Bucket: dialog.name })]}
          onConfirm={() => remove(dialog.name)}
          onClose={close}
        >
          {texts.deleteText}
        </ConfirmDelete>
      )}
    </SpaceBetween>
  )
}

function EmptyDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const texts = useText(bucketMessages)
  const [count, setCount] = useState(0)
  const empty = async () => flash('success', texts.emptied(name, await emptyBucket(name, setCount)))
  return (
    <Confirm title={texts.emptyTitle(name)} button={texts.emptyIt} word={texts.permanently} onConfirm={empty} onClose={onClose}>
      <div>{texts.emptyText}</div>
      {count > 0 && <Box color="text-body-secondary">{texts.emptied(name, count)}</Box>}
    </Confirm>
  )
}
