import { DeleteTrainingJobCommand, ListTrainingJobsCommand, StopTrainingJobCommand, type TrainingJobSummary } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { sessionMethod, shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { trainingJobMessages } from './training-job.messages.ts'

export const listTrainingJobs = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListTrainingJobsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.TrainingJobSummaries, next: answer.NextToken }
  })

export const jobName = ({ TrainingJobName = '' }: TrainingJobSummary): string => TrainingJobName

export const isRunning = (status: string | undefined): boolean => status === 'InProgress' || status === 'Stopping' || status === 'Deleting'

export async function deleteTrainingJob(TrainingJobName: string): Promise<void> {
  await sagemaker().send(new DeleteTrainingJobCommand({ TrainingJobName }))
  flash('success', textNow(fieldMessages).deletionStarted(TrainingJobName))
}

export const deleteTrainingJobCode = (TrainingJobName: string) => [shownCall('sagemaker', 'DeleteTrainingJob', { TrainingJobName })]

export async function stopTrainingJob(TrainingJobName: string): Promise<void> {
  await sagemaker().send(new StopTrainingJobCommand({ TrainingJobName }))
  flash('success', textNow(trainingJobMessages).stopping(TrainingJobName))
}

export const stopTrainingJobCode = (TrainingJobName: string) => [
  shownCall('sagemaker', 'StopTrainingJob', { TrainingJobName }, sessionMethod('stop_training_job', TrainingJobName)),
]
