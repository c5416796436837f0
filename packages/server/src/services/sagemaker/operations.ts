/** The operations SageMaker answers here. What the service's model has and this list lacks is answered 501, with its name. */
export * as CreateTrainingJob from './training-job/create-training-job.ts'
export * as DescribeTrainingJob from './training-job/describe-training-job.ts'
export * as ListTrainingJobs from './training-job/list-training-jobs.ts'
export * as StopTrainingJob from './training-job/stop-training-job.ts'
