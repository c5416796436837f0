import { ListRolesCommand, type Role } from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { trustedEntities } from '../policy-document.ts'
import { deleteRole } from './delete-role.ts'

const listRoles = () =>
  collectPages(async (Marker) => {
    const answer = await iam().send(new ListRolesCommand(Marker ? { Marker } : {}))
    return { items: answer.Roles, next: answer.Marker }
  })

const nameOf = ({ RoleName = '' }: Role): string => RoleName

export function RolesPage() {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const query = useQuery('iam roles', listRoles)
  const { current, selection } = useSelected(query, nameOf)
  const remove = async (name: string) => {
    await deleteRole(name)
    flash('success', texts.deleted(name))
    query.reload()
  }
  return (
    <ResourceTable
      title={texts.roles}
      description={texts.describeRole}
      query={query}
      nameOf={nameOf}
      empty={texts.emptyRoles}
      columns={[
        {
          id: 'name',
          header: texts.roleName,
          cell: (one) => <Link href={`/iam/roles/detail/${encodeURIComponent(nameOf(one))}`}>{nameOf(one)}</Link>,
          sortBy: nameOf,
        },
        { id: 'trusted', header: texts.trusted, cell: ({ AssumeRolePolicyDocument }) => trustedEntities(AssumeRolePolicyDocument).join(', ') },
        { id: 'created', header: common.creationTime, cell: ({ CreateDate }) => <Time value={CreateDate} />, sortBy: ({ CreateDate }) => CreateDate },
      ]}
      selection={selection}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <DeleteButton name={current && nameOf(current)} code={(RoleName) => [shownCall('iam', 'DeleteRole', { RoleName })]} onDelete={remove}>
            {texts.deleteRole}
          </DeleteButton>
          <Button variant="primary" onClick={() => navigate('/iam/roles/create')}>
            {texts.createRole}
          </Button>
        </SpaceBetween>
      }
    />
  )
}
