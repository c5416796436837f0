import type { DescribeTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { trainingJobNotFound } from '../errors.ts'
import * as jobs from './training-job.store.ts'
import { describe, isPassing } from './training-job.ts'

export const describeTrainingJob: Operation<DescribeTrainingJobRequest, DescribeTrainingJobResponse> = ({ TrainingJobName }, ctx) => {
  const job = jobs.find(ctx, TrainingJobName)
  if (!job) throw trainingJobNotFound()
  return describe(job)
}

/** Until it ends: SDK v2 looks after 5 s and then not for 30. */
export function passing({ TrainingJobName }: Valid<DescribeTrainingJobRequest>, ctx: Context): { arn: string; until: 'settled' } | undefined {
  const job = jobs.find(ctx, TrainingJobName)
  return job && isPassing(job) ? { arn: job.arn, until: 'settled' } : undefined
}
