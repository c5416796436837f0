import { DescribeTrainingJobCommand, type DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { LogEvents } from '../../../components/logs/log-events.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { trainingJobMessages } from './training-job.messages.ts'
import { isRunning } from './training-job-queries.ts'
import { HyperparametersSection, InputsSection, OutputSection, SettingsSection } from './training-job-sections.tsx'
import { cloneHref, createModelHref, StopDialog } from './training-jobs-page.tsx'
import { TrainingMetrics } from './training-metrics.tsx'

const LOG_GROUP = '/aws/sagemaker/TrainingJobs'

export function TrainingJobPage({ parameters: { name = '' } }: PageProperties) {
  const query = useQuery(`training-job ${name}`, () => sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName: name })), {
    passing: ({ TrainingJobStatus }) => isRunning(TrainingJobStatus),
  })
  const job = query.data
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={job && <PageActions job={job} reload={query.reload} />}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={query.error} onRetry={query.reload} />
        {job && <Sections job={job} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function PageActions({ job, reload }: { readonly job: DescribeTrainingJobResponse; readonly reload: () => void }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const [stopping, setStopping] = useState(false)
  const { TrainingJobName: name = '', TrainingJobStatus: status } = job
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={status !== 'InProgress'} onClick={() => setStopping(true)}>
        {common.stop}
      </Button>
      <Button onClick={() => navigate(cloneHref(name))}>{texts.clone}</Button>
      <Button variant="primary" disabled={status !== 'Completed'} onClick={() => navigate(createModelHref(name))}>
        {texts.createModel}
      </Button>
      {stopping && <StopDialog name={name} onStopped={reload} onClose={() => setStopping(false)} />}
    </SpaceBetween>
  )
}

function Sections({ job }: { readonly job: DescribeTrainingJobResponse }) {
  const texts = useText(trainingJobMessages)
  const arn = job.TrainingJobArn as string
  return (
    <SpaceBetween size="l">
      {job.TrainingJobStatus === 'Failed' && (
        <Alert type="error" header={texts.failed}>
          {job.FailureReason}
        </Alert>
      )}
      <SettingsSection job={job} />
      <TrainingMetrics job={job} />
      <Container header={<Header variant="h2">{texts.logs}</Header>}>
        <LogEvents source={{ group: LOG_GROUP, streamPrefix: `${job.TrainingJobName}/` }} live={isRunning(job.TrainingJobStatus)} />
      </Container>
      <HyperparametersSection job={job} />
      <InputsSection job={job} />
      <OutputSection job={job} />
      <ResourceTags arn={arn} />
    </SpaceBetween>
  )
}
