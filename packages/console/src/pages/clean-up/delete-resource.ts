/** How each kind goes away, through the public API. Each is done again without harm: what is gone already counts as done. */
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DeleteCodeRepositoryCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteNotebookInstanceCommand,
  DeleteNotebookInstanceLifecycleConfigCommand,
  DeleteTrainingJobCommand,
  DescribeEndpointCommand,
  DescribeNotebookInstanceCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  StopNotebookInstanceCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker'
import { logs } from '../../aws/cloudwatch-logs.ts'
import { sagemaker } from '../../aws/sagemaker.ts'
import { unlessNotFound } from '../../components/error-meaning.ts'
import { deletePolicy } from '../iam/policy/delete-policy.ts'
import { deleteRole } from '../iam/role/delete-role.ts'
import { deleteBucket, emptyBucket } from '../s3/bucket/bucket-actions.ts'
import { isRunning } from '../sagemaker/training-job/training-job-queries.ts'
import { isPassing as isTransforming } from '../sagemaker/transform-job/transform-job-queries.ts'
import type { Kind } from './resource.ts'

/** What is being done at the moment. */
export type Doing = 'deleting' | 'stopping' | 'emptying'

type Delete = (name: string, doing: (what: Doing) => void) => Promise<unknown>

/** A Describe of a passing state waits on the server for the next change, so this is only a breath. */
const BREATH_MS = 1_000

const breath = () => new Promise<void>((resolve) => void setTimeout(resolve, BREATH_MS))

/** Looks until `isDone`. */
async function until<Answer>(look: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await look()
    if (isDone(answer)) return answer
    await breath()
  }
}

/** Looks until the API says that there is no such thing. */
async function untilGone(look: () => Promise<unknown>): Promise<void> {
  await until(
    () => look().catch(unlessNotFound),
    (answer) => answer === undefined,
  )
}

async function deleteNotebook(NotebookInstanceName: string, doing: (what: Doing) => void): Promise<void> {
  const look = () => sagemaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))
  const settled = await until(look, ({ NotebookInstanceStatus: status }) => /^(InService|Stopped|Failed|Deleting)$/.test(status ?? ''))
  if (settled.NotebookInstanceStatus === 'InService') {
    doing('stopping')
    await sagemaker().send(new StopNotebookInstanceCommand({ NotebookInstanceName }))
    await until(look, ({ NotebookInstanceStatus: status }) => status === 'Stopped' || status === 'Failed')
  }
  doing('deleting')
  if (settled.NotebookInstanceStatus !== 'Deleting') await sagemaker().send(new DeleteNotebookInstanceCommand({ NotebookInstanceName }))
  await untilGone(look)
}

async function deleteJob(TrainingJobName: string, doing: (what: Doing) => void): Promise<void> {
  const look = () => sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName }))
  const { TrainingJobStatus: now } = await look()
  if (now === 'InProgress') {
    doing('stopping')
    await sagemaker().send(new StopTrainingJobCommand({ TrainingJobName }))
  }
  await until(look, ({ TrainingJobStatus: status }) => status === 'Deleting' || !isRunning(status))
  doing('deleting')
  if (now !== 'Deleting') await sagemaker().send(new DeleteTrainingJobCommand({ TrainingJobName }))
  await untilGone(look)
}

/** It is not deleted: AWS has no operation for that. */
async function stopTransform(TransformJobName: string, doing: (what: Doing) => void): Promise<void> {
  doing('stopping')
  const look = () => sagemaker().send(new DescribeTransformJobCommand({ TransformJobName }))
  const { TransformJobStatus } = await look()
  if (TransformJobStatus === 'InProgress') await sagemaker().send(new StopTransformJobCommand({ TransformJobName }))
  await until(look, ({ TransformJobStatus: status }) => !isTransforming(status))
}

async function deleteEndpoint(EndpointName: string): Promise<void> {
  const look = () => sagemaker().send(new DescribeEndpointCommand({ EndpointName }))
  const { EndpointStatus } = await until(look, ({ EndpointStatus: status }) => !/^(Creating|Updating|SystemUpdating|RollingBack)$/.test(status ?? ''))
  if (EndpointStatus !== 'Deleting') await sagemaker().send(new DeleteEndpointCommand({ EndpointName }))
  await untilGone(look)
}

const DELETE: Readonly<Record<Kind, Delete>> = {
  trainingJob: deleteJob,
  transformJob: stopTransform,
  endpoint: deleteEndpoint,
  endpointConfig: (EndpointConfigName) => sagemaker().send(new DeleteEndpointConfigCommand({ EndpointConfigName })),
  model: (ModelName) => sagemaker().send(new DeleteModelCommand({ ModelName })),
  notebook: deleteNotebook,
  lifecycleConfig: (NotebookInstanceLifecycleConfigName) =>
    sagemaker().send(new DeleteNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName })),
  codeRepository: (CodeRepositoryName) => sagemaker().send(new DeleteCodeRepositoryCommand({ CodeRepositoryName })),
  async bucket(name, doing) {
    doing('emptying')
    await emptyBucket(name, () => undefined)
    doing('deleting')
    await deleteBucket(name)
  },
  logGroup: (logGroupName) => logs().send(new DeleteLogGroupCommand({ logGroupName })),
  role: deleteRole,
  policy: deletePolicy,
}

/** Resolves when it is gone. Rejects with the API's refusal. */
export async function deleteResource(kind: Kind, name: string, doing: (what: Doing) => void): Promise<void> {
  doing('deleting')
  await DELETE[kind](name, doing).catch(unlessNotFound)
}
