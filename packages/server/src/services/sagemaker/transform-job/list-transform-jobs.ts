import type { ListTransformJobsRequest, ListTransformJobsResponse } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as jobs from './transform-job.store.ts'
import { summarize } from './transform-job.ts'

export const listTransformJobs: Operation<ListTransformJobsRequest, ListTransformJobsResponse> = (input, ctx) => {
  const page = jobs.page(ctx, input)
  return { TransformJobSummaries: page.jobs.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
