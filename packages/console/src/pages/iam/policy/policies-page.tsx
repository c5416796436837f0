import type { Policy } from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { listAllPolicies, policyHref } from '../policies-section.tsx'

const nameOf = ({ PolicyName = '' }: Policy): string => PolicyName
const isAwsManaged = ({ Arn = '' }: Policy): boolean => Arn.startsWith('arn:aws:iam::aws:')

export function PoliciesPage() {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  return (
    <ResourceTable
      title={texts.policies}
      query={useQuery('all policies', listAllPolicies)}
      nameOf={nameOf}
      actions={
        <Button variant="primary" onClick={() => navigate('/iam/policies/create')}>
          {texts.createPolicy}
        </Button>
      }
      empty={texts.emptyPolicies}
      columns={[
        { id: 'name', header: texts.policyName, cell: (one) => <Link href={policyHref(one.Arn ?? '')}>{nameOf(one)}</Link>, sortBy: nameOf },
        {
          id: 'type',
          header: common.type,
          cell: (one) => (isAwsManaged(one) ? texts.awsManaged : texts.customerManaged),
          sortBy: (one) => Number(isAwsManaged(one)),
        },
        { id: 'uses', header: texts.attachments, cell: ({ AttachmentCount }) => AttachmentCount ?? '-', sortBy: ({ AttachmentCount }) => AttachmentCount },
        { id: 'created', header: common.creationTime, cell: ({ CreateDate }) => <Time value={CreateDate} />, sortBy: ({ CreateDate }) => CreateDate },
      ]}
    />
  )
}
