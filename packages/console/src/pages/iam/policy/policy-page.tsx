import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TextBlock } from '../../../components/text-block.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { readable } from '../policy-document.ts'
import { deletePolicy } from './delete-policy.ts'
import { readPolicy } from './read-policy.ts'

export function PolicyPage({ parameters: { arn = '' } }: PageProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`policy ${arn}`, () => readPolicy(arn), { restMs: 0 })
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={data && !arn.startsWith('arn:aws:iam::aws:') && <PolicyActions arn={arn} />}>
          {arn.split('/').at(-1)}
        </Header>
      }
    >
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
              <TextBlock text={readable(data.document)} />
            </Container>
          </>
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}

/** AWS's own policies can be neither changed nor deleted. */
function PolicyActions({ arn }: { readonly arn: string }) {
  const texts = useText(iamMessages)
  const name = arn.split('/').at(-1) as string
  const remove = async () => {
    await deletePolicy(arn)
    flash('success', texts.deleted(name))
    navigate('/iam/policies')
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={name} code={() => [shownCall('iam', 'DeletePolicy', { PolicyArn: arn })]} onDelete={remove}>
        {texts.deletePolicyText}
      </DeleteButton>
      <Button onClick={() => navigate(`/iam/policies/create?edit=${encodeURIComponent(arn)}`)}>{texts.editPolicy}</Button>
    </SpaceBetween>
  )
}
