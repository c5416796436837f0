import type { TransformJobSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Confirm } from '../../../components/confirm.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useJobColumns } from '../job-columns.tsx'
import { transformJobMessages } from './transform-job.messages.ts'
import { isPassing, listTransformJobs, stopTransformJob, stopTransformJobCode, transformJobName } from './transform-job-queries.ts'

export function TransformJobsPage() {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  const query = useQuery('transform-jobs', listTransformJobs, { passing: (all) => all.some(({ TransformJobStatus }) => isPassing(TransformJobStatus)) })
  const { current, selection } = useSelected(query, transformJobName)
  const columns = useJobColumns({
    collection: 'transform-jobs',
    nameOf: transformJobName,
    endOf: ({ TransformEndTime }: TransformJobSummary) => TransformEndTime,
    statusOf: ({ TransformJobStatus }: TransformJobSummary) => TransformJobStatus,
    texts: { duration: texts.duration, jobStatus: common.status },
  })
  const [stopping, setStopping] = useState<string>()
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={current?.TransformJobStatus !== 'InProgress'} onClick={() => current && setStopping(transformJobName(current))}>
        {common.stop}
      </Button>
      <Button variant="primary" onClick={() => navigate('/sagemaker/transform-jobs/create')}>
        {texts.create}
      </Button>
      {stopping && <StopTransformDialog name={stopping} onStopped={query.reload} onClose={() => setStopping(undefined)} />}
    </SpaceBetween>
  )
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={transformJobName}
      columns={columns}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      sortedBy={{ id: 'created', descending: true }}
      selection={selection}
      actions={actions}
    />
  )
}

export function StopTransformDialog({ name, onStopped, onClose }: { readonly name: string; readonly onStopped: () => void; readonly onClose: () => void }) {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  return (
    <Confirm
      title={texts.stopTitle(name)}
      button={common.stop}
      code={stopTransformJobCode(name)}
      onConfirm={() => stopTransformJob(name).then(onStopped)}
      onClose={onClose}
    >
      {texts.stopText}
    </Confirm>
  )
}
