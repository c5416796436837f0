import type { StopTransformJobRequest } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { transformJobNotFound, transformJobNotStoppable } from '../errors.ts'
import * as jobs from './transform-job.store.ts'
import { askToStop } from './transform-job.ts'

/** Writes the wish. Outputs of objects that are done stay in S3. Asking twice is asking once. */
export const stopTransformJob: Operation<StopTransformJobRequest, Record<string, never>> = ({ TransformJobName }, ctx) => {
  const job = jobs.find(ctx, TransformJobName)
  if (!job) throw transformJobNotFound(TransformJobName)
  if (job.status === 'Stopping') return {}
  if (job.status !== 'InProgress') throw transformJobNotStoppable(job.status)
  jobs.update(ctx, askToStop(job, ctx.now))
  ctx.wake(job.arn)
  return {}
}
