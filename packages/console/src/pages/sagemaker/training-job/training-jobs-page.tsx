import { StopTrainingJobCommand, type TrainingJobSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { preferences } from '../../../app/preferences.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { textNow, useText } from '../../../i18n/use-text.ts'
import { formatSeconds } from '../../../lib/format.ts'
import { useStore } from '../../../lib/store.ts'
import { trainingJobMessages } from './training-job.messages.ts'
import { deleteTrainingJob, deleteTrainingJobCode, isRunning, jobName, listTrainingJobs, stopTrainingJobCode } from './training-job-queries.ts'

export const stopTrainingJob = async (name: string): Promise<void> => {
  await sagemaker().send(new StopTrainingJobCommand({ TrainingJobName: name }))
  flash('success', textNow(trainingJobMessages).stopping(name))
}

export const cloneHref = (name: string): string => `/sagemaker/training-jobs/create?clone=${encodeURIComponent(name)}`
export const createModelHref = (name: string): string => `/sagemaker/models/create?job=${encodeURIComponent(name)}`

export function TrainingJobsPage() {
  const texts = useText(trainingJobMessages)
  const query = useQuery('training-jobs', listTrainingJobs, { passing: (all) => all.some(({ TrainingJobStatus }) => isRunning(TrainingJobStatus)) })
  const [selected, setSelected] = useState<readonly TrainingJobSummary[]>([])
  const current = query.data?.find((one) => selected.some((other) => jobName(other) === jobName(one)))
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      columns={useColumns()}
      nameOf={jobName}
      empty={<Empty />}
      sortedBy={{ id: 'created', descending: true }}
      selection={{ type: 'single', selected, onChange: setSelected }}
      actions={<Actions job={current} reload={query.reload} />}
    />
  )
}

function Empty() {
  const texts = useText(trainingJobMessages)
  return (
    <SpaceBetween size="s">
      <b>{texts.empty}</b>
      <div>{texts.introduction}</div>
      <Button href="/sagemaker/training-jobs/create">{texts.create}</Button>
    </SpaceBetween>
  )
}

const secondsOf = ({ CreationTime, TrainingEndTime }: TrainingJobSummary): number | undefined =>
  CreationTime && TrainingEndTime ? (TrainingEndTime.getTime() - CreationTime.getTime()) / 1000 : undefined

function useColumns(): Column<TrainingJobSummary>[] {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const { language } = useStore(preferences)
  return [
    { id: 'name', header: common.name, cell: (one) => <Link href={`/sagemaker/training-jobs/detail/${jobName(one)}`}>{jobName(one)}</Link>, sortBy: jobName },
    { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
    {
      id: 'duration',
      header: texts.duration,
      cell: (one) => {
        const seconds = secondsOf(one)
        return seconds === undefined ? '-' : formatSeconds(seconds, language)
      },
      sortBy: secondsOf,
    },
    {
      id: 'status',
      header: texts.jobStatus,
      cell: ({ TrainingJobStatus }) => <Status value={TrainingJobStatus} />,
      sortBy: ({ TrainingJobStatus }) => TrainingJobStatus,
    },
  ]
}

function Actions({ job, reload }: { readonly job: TrainingJobSummary | undefined; readonly reload: () => void }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const [stopping, setStopping] = useState<string>()
  const [deleting, setDeleting] = useState<string>()
  const name = job ? jobName(job) : ''
  const act: Readonly<Record<string, () => void>> = {
    stop: () => setStopping(name),
    delete: () => setDeleting(name),
    clone: () => navigate(cloneHref(name)),
    model: () => navigate(createModelHref(name)),
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        disabled={!job}
        onItemClick={({ detail }) => act[detail.id]?.()}
        items={[
          { id: 'stop', text: common.stop, disabled: job?.TrainingJobStatus !== 'InProgress' },
          { id: 'clone', text: texts.clone },
          { id: 'delete', text: common.delete, disabled: isRunning(job?.TrainingJobStatus) },
          { id: 'model', text: texts.createModel, disabled: job?.TrainingJobStatus !== 'Completed' },
        ]}
      >
        {common.actions}
      </ButtonDropdown>
      <Button variant="primary" onClick={() => navigate('/sagemaker/training-jobs/create')}>
        {texts.create}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[deleting]}
          code={deleteTrainingJobCode(deleting)}
          onConfirm={() => deleteTrainingJob(deleting).then(reload)}
          onClose={() => setDeleting(undefined)}
        >
          {texts.deleteText}
        </ConfirmDelete>
      )}
      {stopping && <StopDialog name={stopping} onStopped={reload} onClose={() => setStopping(undefined)} />}
    </SpaceBetween>
  )
}

export function StopDialog({ name, onStopped, onClose }: { readonly name: string; readonly onStopped: () => void; readonly onClose: () => void }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  return (
    <Confirm
      title={texts.stopTitle(name)}
      button={common.stop}
      code={stopTrainingJobCode(name)}
      onConfirm={() => stopTrainingJob(name).then(onStopped)}
      onClose={onClose}
    >
      {texts.stopText}
    </Confirm>
  )
}
