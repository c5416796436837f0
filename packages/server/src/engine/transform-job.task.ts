/** The process of a batch transform job as the driver is to start it: a hosting container that is told that it works through a batch. */
import type { Driver, TaskSpec } from '../compute/driver.ts'
import type { TransformJob } from '../services/sagemaker/transform-job/transform-job.ts'
import { servingTask } from './endpoint.task.ts'
import type { Image, Images } from './images.ts'
import type { TaskAccess } from './notebook-task.ts'

export interface TransformTask {
  readonly job: TransformJob
  readonly image: Image
  readonly images: Images
  readonly access: TaskAccess
  readonly driver: Driver
  readonly workDirectory: string
}

/** AWS: "Use Your Own Inference Code with Batch Transform": variables only for what the request says. */
function batchEnvironment({ BatchStrategy, MaxPayloadInMB, MaxConcurrentTransforms, Environment }: TransformJob['request']): Record<string, string> {
  return {
    ...Environment,
    SAGEMAKER_BATCH: 'true',
    ...(MaxPayloadInMB === undefined ? {} : { SAGEMAKER_MAX_PAYLOAD_IN_MB: String(MaxPayloadInMB) }),
    ...(BatchStrategy === undefined ? {} : { SAGEMAKER_BATCH_STRATEGY: BatchStrategy === 'SingleRecord' ? 'SINGLE_RECORD' : 'MULTI_RECORD' }),
    ...(MaxConcurrentTransforms === undefined ? {} : { SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: String(MaxConcurrentTransforms) }),
  }
}

export function transformTask({ job, ...parts }: TransformTask): TaskSpec {
  const { container, taskId } = job.progress
  return servingTask({
    ...parts,
    region: job.region,
    container: { ...container, environment: { ...container.environment, ...batchEnvironment(job.request) } },
    instanceType: job.request.TransformResources?.InstanceType ?? '',
    taskId,
  })
}
