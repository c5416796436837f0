import { DescribeTransformJobCommand, type DescribeTransformJobResponse } from '@aws-sdk/client-sagemaker'
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
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { LogEvents } from '../../../components/logs/log-events.tsx'
import { S3Link } from '../../../components/s3-link.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { transformJobMessages } from './transform-job.messages.ts'
import { isPassing } from './transform-job-queries.ts'
import { StopTransformDialog } from './transform-jobs-page.tsx'

export function TransformJobPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`transform-job ${name}`, () => sagemaker().send(new DescribeTransformJobCommand({ TransformJobName: name })), {
    passing: ({ TransformJobStatus }) => isPassing(TransformJobStatus),
  })
  const [stopping, setStopping] = useState(false)
  const stop = (
    <Button disabled={data?.TransformJobStatus !== 'InProgress'} onClick={() => setStopping(true)}>
      {common.stop}
    </Button>
  )
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={data && stop}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data?.TransformJobStatus === 'Failed' && (
          <Alert type="error" header={texts.failed}>
            {data.FailureReason}
          </Alert>
        )}
        {data && <Sections job={data} />}
      </SpaceBetween>
      {stopping && <StopTransformDialog name={name} onStopped={reload} onClose={() => setStopping(false)} />}
    </ContentLayout>
  )
}

interface SectionProperties {
  readonly job: DescribeTransformJobResponse
}

function Sections({ job }: SectionProperties) {
  const texts = useText(transformJobMessages)
  return (
    <SpaceBetween size="l">
      <Settings job={job} />
      <Data job={job} />
      <Container header={<Header variant="h2">{texts.logs}</Header>}>
        <LogEvents source={{ group: '/aws/sagemaker/TransformJobs', streamPrefix: `${job.TransformJobName}/` }} live={isPassing(job.TransformJobStatus)} />
      </Container>
      <ResourceTags arn={job.TransformJobArn as string} />
    </SpaceBetween>
  )
}

function Settings({ job }: SectionProperties) {
  const texts = useText(transformJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: texts.name, value: job.TransformJobName },
          { label: common.status, value: <Status value={job.TransformJobStatus} /> },
          { label: fields.arn, value: <Copyable text={job.TransformJobArn} /> },
          { label: texts.model, value: <Link href={`/sagemaker/models/detail/${job.ModelName}`}>{job.ModelName}</Link> },
          { label: fields.instanceType, value: `${job.TransformResources?.InstanceType} × ${job.TransformResources?.InstanceCount}` },
          { label: common.creationTime, value: <Time value={job.CreationTime} /> },
          { label: texts.strategy, value: job.BatchStrategy ?? '-' },
          { label: texts.concurrent, value: job.MaxConcurrentTransforms ?? '-' },
          { label: texts.payload, value: job.MaxPayloadInMB ?? '-' },
        ]}
      />
    </Container>
  )
}

function Data({ job: { TransformInput: input, TransformOutput: output, DataProcessing: processing } }: SectionProperties) {
  const texts = useText(transformJobMessages)
  return (
    <Container header={<Header variant="h2">{texts.results}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: texts.inputUri, value: <S3Link uri={input?.DataSource?.S3DataSource?.S3Uri} /> },
          { label: texts.contentType, value: input?.ContentType ?? '-' },
          { label: texts.splitType, value: input?.SplitType ?? '-' },
          { label: texts.outputUri, value: <S3Link uri={output?.S3OutputPath} /> },
          { label: texts.assemble, value: output?.AssembleWith ?? '-' },
          { label: texts.accept, value: output?.Accept ?? '-' },
          { label: texts.inputFilter, value: processing?.InputFilter ?? '-' },
          { label: texts.outputFilter, value: processing?.OutputFilter ?? '-' },
          { label: texts.join, value: processing?.JoinSource ?? '-' },
        ]}
      />
    </Container>
  )
}
