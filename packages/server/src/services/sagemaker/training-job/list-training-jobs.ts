import type { ListTrainingJobsRequest, ListTrainingJobsResponse } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as jobs from './training-job.store.ts'
import { summarize } from './training-job.ts'

/** Warm pools and training plans do not exist here: a list filtered by them is empty. */
export const listTrainingJobs: Operation<ListTrainingJobsRequest, ListTrainingJobsResponse> = (input, ctx) => {
  if (input.WarmPoolStatusEquals !== undefined || input.TrainingPlanArnEquals !== undefined) return { TrainingJobSummaries: [] }
  const page = jobs.page(ctx, input)
  return { TrainingJobSummaries: page.jobs.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
