import { ListTrainingJobsCommand, type TrainingJobSummary } from '@aws-sdk/client-sagemaker'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { sessionMethod, shownCall } from '../../../code/show-call.ts'

export const listTrainingJobs = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListTrainingJobsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.TrainingJobSummaries, next: answer.NextToken }
  })

export const jobName = ({ TrainingJobName = '' }: TrainingJobSummary): string => TrainingJobName

export const isRunning = (status: string | undefined): boolean => status === 'InProgress' || status === 'Stopping'

export const stopTrainingJobCode = (TrainingJobName: string) => [
  shownCall('sagemaker', 'StopTrainingJob', { TrainingJobName }, sessionMethod('stop_training_job', TrainingJobName)),
]
