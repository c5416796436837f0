/** Which of the tutorial's steps are done: looked at in the account, not remembered. */
import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import {
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListNotebookInstancesCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker'
import { s3 } from '../aws/s3.ts'
import { sagemaker } from '../aws/sagemaker.ts'

export const steps = ['notebook', 'bucket', 'data', 'train', 'model', 'config', 'endpoint'] as const
export type Step = (typeof steps)[number]

const some = (items: readonly unknown[] | undefined): boolean => (items?.length ?? 0) > 0
/** Enough to see whether someone has put data into one of them. */
const BUCKETS_LOOKED_AT = 5

async function anyObject(buckets: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    buckets.slice(0, BUCKETS_LOOKED_AT).map((Bucket) =>
      s3()
        .send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }))
        .then(({ Contents }) => some(Contents))
        .catch(() => false),
    ),
  )
  return found.includes(true)
}

export async function readState(): Promise<Readonly<Record<Step, boolean>>> {
  const one = { MaxResults: 1 }
  const [notebooks, { Buckets = [] }, jobs, models, configs, endpoints] = await Promise.all([
    sagemaker().send(new ListNotebookInstancesCommand(one)),
    s3().send(new ListBucketsCommand({})),
    sagemaker().send(new ListTrainingJobsCommand({ ...one, StatusEquals: 'Completed' })),
    sagemaker().send(new ListModelsCommand(one)),
    sagemaker().send(new ListEndpointConfigsCommand(one)),
    sagemaker().send(new ListEndpointsCommand({ ...one, StatusEquals: 'InService' })),
  ])
  return {
    notebook: some(notebooks.NotebookInstances),
    bucket: Buckets.length > 0,
    data: await anyObject(Buckets.map(({ Name = '' }) => Name)),
    train: some(jobs.TrainingJobSummaries),
    model: some(models.Models),
    config: some(configs.EndpointConfigs),
    endpoint: some(endpoints.Endpoints),
  }
}
