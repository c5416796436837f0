import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { Copyable } from '../../../components/copyable.tsx'
import { S3Link } from '../../../components/s3-link.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { trainingJobMessages } from './training-job.messages.ts'

interface SectionProperties {
  readonly job: DescribeTrainingJobResponse
}

export function SettingsSection({ job }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: texts.name, value: job.TrainingJobName },
          { label: common.status, value: <StatusWithHistory job={job} /> },
          { label: fields.arn, value: <Copyable text={job.TrainingJobArn} /> },
          { label: common.creationTime, value: <Time value={job.CreationTime} /> },
          { label: common.lastModified, value: <Time value={job.LastModifiedTime} /> },
          { label: fields.iamRole, value: <Copyable text={job.RoleArn} /> },
          { label: texts.trainingTime, value: job.TrainingTimeInSeconds ?? '-' },
          { label: texts.billableTime, value: job.BillableTimeInSeconds ?? '-' },
          { label: fields.image, value: <Copyable text={job.AlgorithmSpecification?.TrainingImage} /> },
          { label: texts.inputMode, value: job.AlgorithmSpecification?.TrainingInputMode },
          { label: fields.instanceType, value: `${job.ResourceConfig?.InstanceType} × ${job.ResourceConfig?.InstanceCount}` },
          { label: texts.volume, value: job.ResourceConfig?.VolumeSizeInGB },
        ]}
      />
    </Container>
  )
}

function StatusWithHistory({ job }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const [open, setOpen] = useState(false)
  const secondary = job.SecondaryStatus && job.SecondaryStatus !== job.TrainingJobStatus ? ` (${job.SecondaryStatus})` : ''
  return (
    <SpaceBetween size="xxs">
      <div>
        <Status value={job.TrainingJobStatus} />
        {secondary}
      </div>
      <Button variant="inline-link" onClick={() => setOpen(true)}>
        {texts.viewHistory}
      </Button>
      {open && (
        <Modal visible size="large" header={texts.history} closeAriaLabel={common.close} onDismiss={() => setOpen(false)}>
          <Table
            variant="embedded"
            items={[...(job.SecondaryStatusTransitions ?? [])]}
            columnDefinitions={[
              { id: 'status', header: texts.historyStatus, cell: ({ Status: status }) => status },
              { id: 'start', header: texts.startTime, cell: ({ StartTime }) => <Time value={StartTime} /> },
              { id: 'end', header: texts.endTime, cell: ({ EndTime }) => <Time value={EndTime} /> },
              { id: 'message', header: texts.message, cell: ({ StatusMessage }) => StatusMessage ?? '-' },
            ]}
          />
        </Modal>
      )}
    </SpaceBetween>
  )
}

export function HyperparametersSection({ job }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const entries = Object.entries(job.HyperParameters ?? {})
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${entries.length})`}>
          {texts.hyperparameters}
        </Header>
      }
      items={entries}
      empty={common.none}
      columnDefinitions={[
        { id: 'key', header: common.key, cell: ([key]) => key, isRowHeader: true },
        { id: 'value', header: common.value, cell: ([, value]) => value },
      ]}
    />
  )
}

export function InputsSection({ job }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const channels = job.InputDataConfig ?? []
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${channels.length})`}>
          {texts.inputData}
        </Header>
      }
      items={[...channels]}
      empty={texts.inputNone}
      columnDefinitions={[
        { id: 'name', header: texts.channelName, cell: ({ ChannelName }) => ChannelName, isRowHeader: true },
        { id: 'uri', header: texts.s3Location, cell: ({ DataSource }) => <S3Link uri={DataSource?.S3DataSource?.S3Uri} /> },
        { id: 'type', header: texts.contentType, cell: ({ ContentType }) => ContentType ?? '-' },
        { id: 'mode', header: texts.inputMode, cell: ({ InputMode }) => InputMode ?? job.AlgorithmSpecification?.TrainingInputMode },
      ]}
    />
  )
}

export function OutputSection({ job }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  return (
    <Container header={<Header variant="h2">{texts.output}</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: texts.outputPath, value: <S3Link uri={job.OutputDataConfig?.S3OutputPath} /> },
          { label: texts.modelArtifact, value: <S3Link uri={job.ModelArtifacts?.S3ModelArtifacts} /> },
        ]}
      />
    </Container>
  )
}
