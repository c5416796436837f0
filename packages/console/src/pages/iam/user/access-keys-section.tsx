import {
  type AccessKey,
  type AccessKeyMetadata,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { ShowAsCode } from '../../../components/show-as-code.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'

const idOf = ({ AccessKeyId = '' }: AccessKeyMetadata): string => AccessKeyId

export function AccessKeysSection({ userName }: { readonly userName: string }) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const query = useQuery(`access-keys ${userName}`, async () => (await iam().send(new ListAccessKeysCommand({ UserName: userName }))).AccessKeyMetadata ?? [], {
    restMs: 0,
  })
  const [created, setCreated] = useState<AccessKey>()
  const create = async () => {
    try {
      setCreated((await iam().send(new CreateAccessKeyCommand({ UserName: userName }))).AccessKey)
      query.reload()
    } catch (error) {
      flash('error', texts.createKey, error)
    }
  }
  return (
    <SpaceBetween size="m">
      <ResourceTable
        variant="container"
        filter={false}
        title={texts.accessKeys}
        query={query}
        nameOf={idOf}
        empty={texts.noKeys}
        columns={[
          { id: 'id', header: texts.accessKeys, cell: idOf },
          { id: 'status', header: common.status, cell: ({ Status: status }) => <Status value={status} /> },
          { id: 'created', header: common.creationTime, cell: ({ CreateDate }) => <Time value={CreateDate} /> },
          { id: 'actions', header: common.actions, cell: (key) => <KeyActions accessKey={key} reload={query.reload} /> },
        ]}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ShowAsCode calls={[shownCall('iam', 'CreateAccessKey', { UserName: userName })]} />
            <Button onClick={create}>{texts.createKey}</Button>
          </SpaceBetween>
        }
      />
      {created && (
        <Alert type="success" header={texts.keyShownOnce} dismissible onDismiss={() => setCreated(undefined)}>
          <KeyValuePairs
            columns={2}
            items={[
              { label: texts.accessKeys, value: <Copyable text={created.AccessKeyId} /> },
              { label: texts.secret, value: <Copyable text={created.SecretAccessKey} /> },
            ]}
          />
        </Alert>
      )}
    </SpaceBetween>
  )
}

function KeyActions({ accessKey, reload }: { readonly accessKey: AccessKeyMetadata; readonly reload: () => void }) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState(false)
  const active = accessKey.Status === 'Active'
  const key = { UserName: accessKey.UserName, AccessKeyId: idOf(accessKey) }
  const toggle = () =>
    void iam()
      .send(new UpdateAccessKeyCommand({ ...key, Status: active ? 'Inactive' : 'Active' }))
      .then(reload, (error: unknown) => flash('error', key.AccessKeyId, error))
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="inline-link" onClick={toggle}>
        {active ? texts.deactivate : texts.activate}
      </Button>
      <Button variant="inline-link" onClick={() => setDeleting(true)}>
        {common.delete}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[key.AccessKeyId]}
          code={[shownCall('iam', 'DeleteAccessKey', key)]}
          onConfirm={() => iam().send(new DeleteAccessKeyCommand(key)).then(reload)}
          onClose={() => setDeleting(false)}
        />
      )}
    </SpaceBetween>
  )
}
