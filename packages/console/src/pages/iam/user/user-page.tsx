import {
  AttachUserPolicyCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAttachedUserPoliciesCommand,
  ListUserPoliciesCommand,
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
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { PoliciesSection, type ShownPolicy } from '../policies-section.tsx'
import { SimulateSection } from '../simulate-section.tsx'
import { AccessKeysSection } from './access-keys-section.tsx'
import { SecuritySection } from './security-section.tsx'

async function listPolicies(UserName: string): Promise<ShownPolicy[]> {
  const [{ AttachedPolicies = [] }, { PolicyNames = [] }] = await Promise.all([
    iam().send(new ListAttachedUserPoliciesCommand({ UserName })),
    iam().send(new ListUserPoliciesCommand({ UserName })),
  ])
  const inline = await Promise.all(PolicyNames.map((PolicyName) => iam().send(new GetUserPolicyCommand({ UserName, PolicyName }))))
  return [
    ...AttachedPolicies.map(({ PolicyName = '', PolicyArn = '' }) => ({ name: PolicyName, arn: PolicyArn })),
    ...inline.map(({ PolicyName = '', PolicyDocument = '' }) => ({ name: PolicyName, document: PolicyDocument })),
  ]
}

export function UserPage({ parameters: { name: UserName = '' } }: PageProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`user ${UserName}`, async () => (await iam().send(new GetUserCommand({ UserName }))).User, { restMs: 0 })
  return (
    <ContentLayout header={<Header variant="h1">{UserName}</Header>}>
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
              ]}
            />
          </Container>
        )}
        <PoliciesSection
          owner={`user ${UserName}`}
          list={() => listPolicies(UserName)}
          attach={(PolicyArn) => iam().send(new AttachUserPolicyCommand({ UserName, PolicyArn }))}
          putInline={(PolicyName, PolicyDocument) => ({ UserName, PolicyName, PolicyDocument })}
          attachCode={(PolicyArn) => shownCall('iam', 'AttachUserPolicy', { UserName, PolicyArn })}
          detach={({ name, arn }) =>
            arn === undefined
              ? iam().send(new DeleteUserPolicyCommand({ UserName, PolicyName: name }))
              : iam().send(new DetachUserPolicyCommand({ UserName, PolicyArn: arn }))
          }
        />
        <SecuritySection userName={UserName} />
        <AccessKeysSection userName={UserName} />
        {data?.Arn && <SimulateSection arn={data.Arn} />}
      </SpaceBetween>
    </ContentLayout>
  )
}
