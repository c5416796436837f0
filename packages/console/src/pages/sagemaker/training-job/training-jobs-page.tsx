import type { TrainingJobSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useJobColumns } from '../job-columns.tsx'
import { trainingJobMessages } from './training-job.messages.ts'
import { deleteTrainingJob, deleteTrainingJobCode, isRunning, jobName, listTrainingJobs, stopTrainingJob, stopTrainingJobCode } from './training-job-queries.ts'

export const cloneHref = (name: string): string => `/sagemaker/training-jobs/create?clone=${encodeURIComponent(name)}`
export const createModelHref = (name: string): string => `/sagemaker/models/create?job=${encodeURIComponent(name)}`

export function TrainingJobsPage() {
  const texts = useText(trainingJobMessages)
  const query = useQuery('training-jobs', listTrainingJobs, { passing: (all) => all.some(({ TrainingJobStatus }) => isRunning(TrainingJobStatus)) })
  const { current, selection } = useSelected(query, jobName)
  const columns = useJobColumns({
    collection: 'training-jobs',
    nameOf: jobName,
    endOf: ({ TrainingEndTime }: TrainingJobSummary) => TrainingEndTime,
    statusOf: ({ TrainingJobStatus }: TrainingJobSummary) => TrainingJobStatus,
    texts,
  })
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      columns={columns}
      nameOf={jobName}
      empty={<Empty />}
      sortedBy={{ id: 'created', descending: true }}
      selection={selection}
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
