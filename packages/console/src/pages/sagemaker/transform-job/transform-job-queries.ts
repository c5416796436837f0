import { ListTransformJobsCommand, StopTransformJobCommand, type TransformJobSummary } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { transformJobMessages } from './transform-job.messages.ts'

export const listTransformJobs = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListTransformJobsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.TransformJobSummaries, next: answer.NextToken }
  })

export const transformJobName = ({ TransformJobName = '' }: TransformJobSummary): string => TransformJobName

export const isPassing = (status: string | undefined): boolean => status === 'InProgress' || status === 'Stopping'

export async function stopTransformJob(TransformJobName: string): Promise<void> {
  await sagemaker().send(new StopTransformJobCommand({ TransformJobName }))
  flash('success', textNow(transformJobMessages).stopping(TransformJobName))
}

export const stopTransformJobCode = (TransformJobName: string) => [shownCall('sagemaker', 'StopTransformJob', { TransformJobName })]

export const createTransformHref = (model: string): string => `/sagemaker/transform-jobs/create?model=${encodeURIComponent(model)}`
