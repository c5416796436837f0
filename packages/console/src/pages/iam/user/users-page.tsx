import { ListUsersCommand, type User } from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { deleteUser } from './delete-user.ts'

const listUsers = () =>
  collectPages(async (Marker) => {
    const answer = await iam().send(new ListUsersCommand(Marker ? { Marker } : {}))
    return { items: answer.Users, next: answer.Marker }
  })

const nameOf = ({ UserName = '' }: User): string => UserName

export function UsersPage() {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const query = useQuery('iam users', listUsers)
  const { current, selection } = useSelected(query, nameOf)
  const remove = async (name: string) => {
    await deleteUser(name)
    flash('success', texts.deleted(name))
    query.reload()
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={current && nameOf(current)} code={(UserName) => [shownCall('iam', 'DeleteUser', { UserName })]} onDelete={remove}>
        {texts.deleteUserText}
      </DeleteButton>
      <Button variant="primary" onClick={() => navigate('/iam/users/create')}>
        {texts.createUser}
      </Button>
    </SpaceBetween>
  )
  return (
    <ResourceTable
      title={texts.users}
      query={query}
      selection={selection}
      actions={actions}
      nameOf={nameOf}
      empty={texts.emptyUsers}
      columns={[
        {
          id: 'name',
          header: texts.userName,
          cell: (one) => <Link href={`/iam/users/detail/${encodeURIComponent(nameOf(one))}`}>{nameOf(one)}</Link>,
          sortBy: nameOf,
        },
        { id: 'arn', header: 'ARN', cell: ({ Arn }) => <Copyable text={Arn} /> },
        { id: 'created', header: common.creationTime, cell: ({ CreateDate }) => <Time value={CreateDate} />, sortBy: ({ CreateDate }) => CreateDate },
      ]}
    />
  )
}
