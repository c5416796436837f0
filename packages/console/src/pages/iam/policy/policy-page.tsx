import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { PageProperties } from '../../../app/area.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { readable } from '../policy-document.ts'

async function readPolicy(PolicyArn: string) {
  const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn }))
  const { PolicyVersion } = await iam().send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }))
  return { ...Policy, document: PolicyVersion?.Document }
}

export function PolicyPage({ parameters: { arn = '' } }: PageProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`policy ${arn}`, () => readPolicy(arn), { restMs: 0 })
  return (
    <ContentLayout header={<Header variant="h1">{arn.split('/').at(-1)}</Header>}>
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data && (
          <>
            <Container header={<Header variant="h2">{common.details}</Header>}>
              <KeyValuePairs
                columns={3}
                items={[
                  { label: 'ARN', value: <Copyable text={arn} /> },
                  { label: common.creationTime, value: <Time value={data.CreateDate} /> },
                  { label: texts.attachments, value: data.AttachmentCount ?? '-' },
                  { label: common.description, value: data.Description || '-' },
                ]}
              />
            </Container>
            <Container header={<Header variant="h2">{texts.document}</Header>}>
              <pre className="kenja-code">{readable(data.document)}</pre>
            </Container>
          </>
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}
