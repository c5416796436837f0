import Link from '@cloudscape-design/components/link'
import { preferences } from '../../app/preferences.ts'
import type { Column } from '../../components/resource-table.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { formatSeconds } from '../../lib/format.ts'
import { useStore } from '../../lib/store.ts'

export interface JobList<Job> {
  readonly collection: 'training-jobs' | 'transform-jobs'
  readonly nameOf: (job: Job) => string
  readonly endOf: (job: Job) => Date | undefined
  readonly statusOf: (job: Job) => string | undefined
  readonly texts: { readonly duration: string; readonly jobStatus: string }
}

/** What a list of jobs shows of each: name, creation time, duration, status. */
export function useJobColumns<Job extends { readonly CreationTime?: Date | undefined }>(list: JobList<Job>): Column<Job>[] {
  const { collection, nameOf, endOf, statusOf, texts } = list
  const common = useText(commonMessages)
  const { language } = useStore(preferences)
  const secondsOf = (job: Job): number | undefined => {
    const end = endOf(job)
    return job.CreationTime && end ? (end.getTime() - job.CreationTime.getTime()) / 1000 : undefined
  }
  const duration = (seconds: number | undefined) => (seconds === undefined ? '-' : formatSeconds(seconds, language))
  return [
    { id: 'name', header: common.name, cell: (one) => <Link href={`/sagemaker/${collection}/detail/${nameOf(one)}`}>{nameOf(one)}</Link>, sortBy: nameOf },
    { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
    { id: 'duration', header: texts.duration, cell: (one) => duration(secondsOf(one)), sortBy: secondsOf },
    { id: 'status', header: texts.jobStatus, cell: (one) => <Status value={statusOf(one)} />, sortBy: statusOf },
  ]
}
