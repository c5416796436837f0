import type { TransformJobSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { preferences } from '../../../app/preferences.ts'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Confirm } from '../../../components/confirm.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formatSeconds } from '../../../lib/format.ts'
import { useStore } from '../../../lib/store.ts'
import { transformJobMessages } from './transform-job.messages.ts'
import { isPassing, listTransformJobs, stopTransformJob, stopTransformJobCode, transformJobName } from './transform-job-queries.ts'

export function TransformJobsPage() {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  const query = useQuery('transform-jobs', listTransformJobs, { passing: (all) => all.some(({ TransformJobStatus }) => isPassing(TransformJobStatus)) })
  const [selected, setSelected] = useState<readonly TransformJobSummary[]>([])
  const [stopping, setStopping] = useState<string>()
  const current = query.data?.find((one) => selected.some((other) => transformJobName(other) === transformJobName(one)))
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
      columns={useColumns()}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      sortedBy={{ id: 'created', descending: true }}
      selection={{ type: 'single', selected, onChange: setSelected }}
      actions={actions}
    />
  )
}

const secondsOf = ({ CreationTime, TransformEndTime }: TransformJobSummary): number | undefined =>
  CreationTime && TransformEndTime ? (TransformEndTime.getTime() - CreationTime.getTime()) / 1000 : undefined

function useColumns(): Column<TransformJobSummary>[] {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  const { language } = useStore(preferences)
  return [
    {
      id: 'name',
      header: common.name,
      cell: (one) => <Link href={`/sagemaker/transform-jobs/detail/${transformJobName(one)}`}>{transformJobName(one)}</Link>,
      sortBy: transformJobName,
    },
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
      header: common.status,
      cell: ({ TransformJobStatus }) => <Status value={TransformJobStatus} />,
      sortBy: ({ TransformJobStatus }) => TransformJobStatus,
    },
  ]
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
