import { ListUsersCommand, type User } from '@aws-sdk/client-iam'
import Link from '@cloudscape-design/components/link'
import { collectPages } from '../../../aws/collect-pages.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'

const listUsers = () =>
  collectPages(async (Marker) => {
    const answer = await iam().send(new ListUsersCommand(Marker ? { Marker } : {}))
    return { items: answer.Users, next: answer.Marker }
  })

const nameOf = ({ UserName = '' }: User): string => UserName

export function UsersPage() {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  return (
    <ResourceTable
      title={texts.users}
      query={useQuery('iam users', listUsers)}
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
