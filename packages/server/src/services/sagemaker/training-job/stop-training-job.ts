import type { StopTrainingJobRequest } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { jobNotStoppable, trainingJobNotFound } from '../errors.ts'
import * as jobs from './training-job.store.ts'
import { askToStop } from './training-job.ts'

/** Writes the wish; the engine sends SIGTERM, and SIGKILL 120 s later. Asking twice is asking once. */
export const stopTrainingJob: Operation<StopTrainingJobRequest, Record<string, never>> = ({ TrainingJobName }, ctx) => {
  const job = jobs.find(ctx, TrainingJobName)
  if (!job) throw trainingJobNotFound()
  if (job.status === 'Stopping') return {}
  if (job.status !== 'InProgress') throw jobNotStoppable(job.status)
  jobs.update(ctx, askToStop(job, 'request', ctx.now))
  ctx.wake(job.arn)
  return {}
}
