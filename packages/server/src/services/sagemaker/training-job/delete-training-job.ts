import type { DeleteTrainingJobRequest } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { trainingJobInUse, trainingJobToDeleteNotFound } from '../errors.ts'
import * as jobs from './training-job.store.ts'
import { isPassing } from './training-job.ts'

/** The record and its tags; what the job wrote to S3 and its log stay, as on AWS. The name is free again. A job whose files are still being cleaned up is gone a moment later. */
export const deleteTrainingJob: Operation<DeleteTrainingJobRequest, Record<string, never>> = ({ TrainingJobName }, ctx) => {
  const job = jobs.find(ctx, TrainingJobName)
  if (!job) throw trainingJobToDeleteNotFound()
  if (isPassing(job)) throw trainingJobInUse(job.arn, job.status)
  ctx.tags.drop(job.arn)
  if (job.progress.phase === 'cleaned') jobs.remove(ctx, job)
  else jobs.update(ctx, { ...job, status: 'Deleting', modifiedAt: ctx.now })
  ctx.wake(job.arn)
  return {}
}
