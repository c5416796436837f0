import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { PageProperties } from '../../../app/area.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TextBlock } from '../../../components/text-block.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { PoliciesSection, type ShownPolicy } from '../policies-section.tsx'
import { readable } from '../policy-document.ts'
import { SimulateSection } from '../simulate-section.tsx'

async function listPolicies(RoleName: string): Promise<ShownPolicy[]> {
  const [{ AttachedPolicies = [] }, { PolicyNames = [] }] = await Promise.all([
    iam().send(new ListAttachedRolePoliciesCommand({ RoleName })),
    iam().send(new ListRolePoliciesCommand({ RoleName })),
  ])
  const inline = await Promise.all(PolicyNames.map((PolicyName) => iam().send(new GetRolePolicyCommand({ RoleName, PolicyName }))))
  return [
    ...AttachedPolicies.map(({ PolicyName = '', PolicyArn = '' }) => ({ name: PolicyName, arn: PolicyArn })),
    ...inline.map(({ PolicyName = '', PolicyDocument = '' }) => ({ name: PolicyName, document: PolicyDocument })),
  ]
}

export function RolePage({ parameters: { name: RoleName = '' } }: PageProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`role ${RoleName}`, async () => (await iam().send(new GetRoleCommand({ RoleName }))).Role, { restMs: 0 })
  return (
    <ContentLayout header={<Header variant="h1">{RoleName}</Header>}>
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data && (
          <Container header={<Header variant="h2">{common.details}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: 'ARN', value: <Copyable text={data.Arn} /> },
                { label: common.creationTime, value: <Time value={data.CreateDate} /> },
                { label: texts.path, value: data.Path },
                { label: common.description, value: data.Description || '-' },
                { label: texts.lastActivity, value: <Time value={data.RoleLastUsed?.LastUsedDate} /> },
                { label: texts.maxSession, value: texts.hours((data.MaxSessionDuration ?? 3600) / 3600) },
              ]}
            />
          </Container>
        )}
        <PoliciesSection
          owner={`role ${RoleName}`}
          list={() => listPolicies(RoleName)}
          attach={(PolicyArn) => iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))}
          putInline={(PolicyName, PolicyDocument) => ({ RoleName, PolicyName, PolicyDocument })}
          attachCode={(PolicyArn) => shownCall('iam', 'AttachRolePolicy', { RoleName, PolicyArn })}
          detach={({ name, arn }) =>
            arn === undefined
              ? iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName: name }))
              : iam().send(new DetachRolePolicyCommand({ RoleName, PolicyArn: arn }))
          }
        />
        {data?.Arn && <SimulateSection arn={data.Arn} />}
        {data && (
          <Container header={<Header variant="h2">{texts.trustPolicy}</Header>}>
            <TextBlock text={readable(data.AssumeRolePolicyDocument)} />
          </Container>
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}
