/** The process of a training job as the driver is to start it (AWS: "How Amazon SageMaker runs your training image"). */
import { join } from 'node:path'
import type { Driver, TaskSpec } from '../compute/driver.ts'
import { instanceSize } from '../services/sagemaker/instance-types.ts'
import type { TrainingJob } from '../services/sagemaker/training-job/training-job.ts'
import { accessMount, containerAccess } from './container-access.ts'
import type { Image, Images } from './images.ts'
import type { TaskAccess } from './notebook-task.ts'
import { needsSupervisor, supervisorMounts } from './training-hosts.ts'

export const OPT_ML = '/opt/ml'
/** What a container's shell finds its programs in. */
export const CONTAINER_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Where a job's /opt/ml lies on this machine. */
export const optMlOf = (workDirectory: string): string => join(workDirectory, 'ml')

export interface TrainingTask {
  readonly job: TrainingJob
  readonly image: Image
  readonly images: Images
  readonly access: TaskAccess
  readonly driver: Driver
  readonly workDirectory: string
}

export function trainingTask({ job, image, images, access, driver, workDirectory }: TrainingTask): TaskSpec {
  const { request } = job
  const size = instanceSize(request.ResourceConfig?.InstanceType ?? '')
  const spec: TaskSpec = {
    id: job.progress.taskId,
    command: images.commandOf(image, 'train'),
    env: {},
    workdir: `${OPT_ML}/code`,
    mounts: [
      { source: optMlOf(workDirectory), target: OPT_ML, writable: true },
      accessMount(access),
      ...images.mountsOf(image),
      ...(needsSupervisor(job) ? supervisorMounts(workDirectory) : []),
    ],
    hostname: 'algo-1',
    user: { name: 'root', uid: 0, home: '/root' },
    ...(size ? { memoryBytes: size.memoryBytes, cpus: size.vcpus } : {}),
    network: request.EnableNetworkIsolation || image.manifest.network === 'none' ? 'none' : 'kenja',
  }
  const env = {
    PATH: CONTAINER_PATH,
    HOME: '/root',
    LANG: 'C.UTF-8',
    ...containerAccess(access, driver, spec, job.region, request.RoleArn),
    CURRENT_HOST: 'algo-1',
    TRAINING_JOB_NAME: job.name,
    TRAINING_JOB_ARN: job.arn,
    ...request.Environment,
    ...images.environmentOf(image),
    KENJA_OPT_ML: driver.pathInside(spec, OPT_ML),
  }
  return { ...spec, env }
}
