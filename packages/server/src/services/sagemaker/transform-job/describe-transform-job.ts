import type { DescribeTransformJobRequest, DescribeTransformJobResponse } from '@aws-sdk/client-sagemaker'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { transformJobNotFound } from '../errors.ts'
import * as jobs from './transform-job.store.ts'
import { describe, isPassing } from './transform-job.ts'

export const describeTransformJob: Operation<DescribeTransformJobRequest, DescribeTransformJobResponse> = ({ TransformJobName }, ctx) => {
  const job = jobs.find(ctx, TransformJobName)
  if (!job) throw transformJobNotFound(TransformJobName)
  return describe(job)
}

/** Until it ends: SDK v2 looks after 10 s and then not for as long again. */
export function passing({ TransformJobName }: Valid<DescribeTransformJobRequest>, ctx: Context): { arn: string; until: 'settled' } | undefined {
  const job = jobs.find(ctx, TransformJobName)
  return job && isPassing(job) ? { arn: job.arn, until: 'settled' } : undefined
}
