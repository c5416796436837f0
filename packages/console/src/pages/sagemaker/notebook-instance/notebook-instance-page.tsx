import { DescribeNotebookInstanceCommand, type DescribeNotebookInstanceOutput } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { ShowAsCode } from '../../../components/show-as-code.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { ResourceTags } from '../resource-tags.tsx'
import {
  canDelete,
  canStart,
  deleteNotebook,
  deleteNotebookCode,
  editHref,
  isPassing,
  notebookCode,
  openNotebook,
  startNotebook,
  stopNotebook,
} from './notebook-actions.ts'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'

type Instance = DescribeNotebookInstanceOutput

export function NotebookInstancePage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(notebookInstanceMessages)
  const query = useQuery(`notebook-instance ${name}`, () => sagemaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name })), {
    passing: ({ NotebookInstanceStatus }) => isPassing(NotebookInstanceStatus),
  })
  const instance = query.data
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={instance && <PageActions instance={instance} reload={query.reload} />}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={query.error} onRetry={query.reload} />
        {instance?.NotebookInstanceStatus === 'Failed' && (
          <Alert type="error" header={texts.failed}>
            {instance.FailureReason}
          </Alert>
        )}
        {instance?.NotebookInstanceStatus === 'Pending' && <Alert type="info">{texts.firstTime}</Alert>}
        {instance && <Sections instance={instance} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function PageActions({ instance, reload }: { readonly instance: Instance; readonly reload: () => void }) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState(false)
  const { NotebookInstanceStatus: status, NotebookInstanceName: name = '' } = instance
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ShowAsCode calls={notebookCode(name)} />
      <Button disabled={!canDelete(status)} onClick={() => setDeleting(true)}>
        {common.delete}
      </Button>
      {canStart(status) ? (
        <Button onClick={() => void startNotebook(name).then(reload)}>{common.start}</Button>
      ) : (
        <Button disabled={status !== 'InService'} onClick={() => void stopNotebook(name).then(reload)}>
          {common.stop}
        </Button>
      )}
      <Button disabled={status !== 'InService'} iconName="external" iconAlign="right" onClick={() => void openNotebook(name, 'jupyter')}>
        {texts.openJupyter}
      </Button>
      <Button disabled={status !== 'InService'} iconName="external" iconAlign="right" onClick={() => void openNotebook(name, 'lab')}>
        {texts.openJupyterLab}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[name]}
          code={deleteNotebookCode(name)}
          onConfirm={async () => {
            await deleteNotebook(name)
            navigate('/sagemaker/notebook-instances')
          }}
          onClose={() => setDeleting(false)}
        >
          {texts.mustBeStopped}
        </ConfirmDelete>
      )}
    </SpaceBetween>
  )
}

const logsHref = (stream: string): string => `/cloudwatch/log-groups/detail/${encodeURIComponent('/aws/sagemaker/NotebookInstances')}?prefix=${stream}`

function LifecycleLink({ name, instance }: { readonly name: string | undefined; readonly instance: string }) {
  const texts = useText(notebookInstanceMessages)
  const fields = useText(fieldMessages)
  if (!name) return texts.noLifecycle
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Link href={`/sagemaker/lifecycle-configs/detail/${name}`}>{name}</Link>
      <Link href={logsHref(`${instance}/LifecycleConfig`)}>{fields.viewLogs}</Link>
    </SpaceBetween>
  )
}

function NetworkAndGit({ instance }: { readonly instance: Instance }) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.git}</Header>}>
        {[instance.DefaultCodeRepository, ...(instance.AdditionalCodeRepositories ?? [])].filter(Boolean).join(', ') || texts.noRepositories}
      </Container>
      <Container header={<Header variant="h2">{texts.network}</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: texts.subnet, value: instance.SubnetId ?? texts.noVpc },
            { label: texts.securityGroups, value: instance.SecurityGroups?.join(', ') || '-' },
            { label: texts.directInternet, value: instance.DirectInternetAccess === 'Disabled' ? common.disabled : common.enabled },
          ]}
        />
      </Container>
    </SpaceBetween>
  )
}

function Sections({ instance }: { readonly instance: Instance }) {
  const texts = useText(notebookInstanceMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const arn = instance.NotebookInstanceArn as string
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button
                disabled={!canStart(instance.NotebookInstanceStatus)}
                disabledReason={texts.editWhenStopped}
                onClick={() => navigate(editHref(instance.NotebookInstanceName ?? ''))}
              >
                {texts.editShort}
              </Button>
            }
          >
            {texts.settings}
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: common.name, value: instance.NotebookInstanceName },
            { label: common.status, value: <Status value={instance.NotebookInstanceStatus} /> },
            { label: fields.arn, value: <Copyable text={arn} /> },
            { label: texts.instanceType, value: instance.InstanceType },
            { label: texts.platform, value: instance.PlatformIdentifier ?? '-' },
            { label: texts.volume, value: `${instance.VolumeSizeInGB} GB` },
            { label: common.creationTime, value: <Time value={instance.CreationTime} /> },
            { label: fields.lastUpdated, value: <Time value={instance.LastModifiedTime} /> },
            {
              label: texts.lifecycle,
              value: <LifecycleLink name={instance.NotebookInstanceLifecycleConfigName} instance={instance.NotebookInstanceName ?? ''} />,
            },
            { label: texts.imds, value: instance.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion ?? '-' },
          ]}
        />
      </Container>
      <Container header={<Header variant="h2">{texts.permissions}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: fields.iamRole, value: <Copyable text={instance.RoleArn} /> },
            { label: texts.rootAccess, value: instance.RootAccess === 'Disabled' ? common.disabled : common.enabled },
            { label: texts.encryptionKey, value: instance.KmsKeyId ? <Copyable text={instance.KmsKeyId} /> : texts.noKey },
            { label: texts.url, value: <Copyable text={instance.Url} /> },
          ]}
        />
      </Container>
      <NetworkAndGit instance={instance} />
      <Container header={<Header variant="h2">{fields.monitor}</Header>}>
        <Link href={logsHref(`${instance.NotebookInstanceName}/`)}>{fields.viewLogs}</Link>
      </Container>
      <ResourceTags arn={arn} />
    </SpaceBetween>
  )
}
