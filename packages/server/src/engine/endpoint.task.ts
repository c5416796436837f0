/** The process of one hosting instance as the driver is to start it (AWS: "How SageMaker runs your inference image"). */
import { join } from 'node:path'
import type { Driver, TaskSpec } from '../compute/driver.ts'
import type { Container, Endpoint, Instance, Variant } from '../services/sagemaker/endpoint/endpoint.ts'
import { instanceSize } from '../services/sagemaker/instance-types.ts'
import { accessMount, containerAccess } from './container-access.ts'
import type { Image, Images } from './images.ts'
import type { TaskAccess } from './notebook-task.ts'
import { CONTAINER_PATH, OPT_ML, optMlOf } from './training-job.task.ts'

const SOCKET = 'serve.sock'
const SOCKETS_INSIDE = '/run/kenja'
const ROOT = { name: 'root', uid: 0, home: '/root' } as const

/** Where the gateway reaches the process. */
export const serveSocket = (driver: Driver, taskId: string): string => join(driver.socketDirectory(taskId), SOCKET)

/** Where a multi-model endpoint's models lie, on this machine and as the process sees them (AWS's own place). */
export function modelDirectories(driver: Driver, taskId: string, workDirectory: string): { readonly directory: string; readonly inside: string } {
  const mounts = [{ source: optMlOf(workDirectory), target: OPT_ML, writable: true }]
  const spec: TaskSpec = { id: taskId, command: [], env: {}, workdir: OPT_ML, mounts, hostname: 'model', user: ROOT, network: 'none' }
  return { directory: join(optMlOf(workDirectory), 'models'), inside: driver.pathInside(spec, `${OPT_ML}/models`) }
}

export interface HostingTask {
  readonly endpoint: Endpoint
  readonly variant: Variant
  readonly instance: Instance
  readonly image: Image
  readonly images: Images
  readonly access: TaskAccess
  readonly driver: Driver
  /** The instance's own. */
  readonly workDirectory: string
}

export const hostingTask = ({ endpoint, variant, instance, ...parts }: HostingTask): TaskSpec =>
  servingTask({ ...parts, region: endpoint.region, container: variant.container, instanceType: variant.instanceType, taskId: instance.taskId })

/** A container that serves a model, for whomever. */
export interface ServingTask extends Pick<HostingTask, 'image' | 'images' | 'access' | 'driver' | 'workDirectory'> {
  readonly region: string
  readonly container: Container
  readonly instanceType: string
  readonly taskId: string
}

export function servingTask({ region, container, instanceType, taskId, image, images, access, driver, workDirectory }: ServingTask): TaskSpec {
  const size = instanceSize(instanceType)
  const spec: TaskSpec = {
    id: taskId,
    command: images.commandOf(image, 'serve'),
    env: {},
    workdir: OPT_ML,
    mounts: [{ source: optMlOf(workDirectory), target: OPT_ML, writable: true }, accessMount(access), ...images.mountsOf(image)],
    hostname: container.hostname ?? 'model',
    user: ROOT,
    ...(size ? { memoryBytes: size.memoryBytes, cpus: size.vcpus } : {}),
    network: container.networkIsolation || image.manifest.network === 'none' ? 'none' : 'kenja',
  }
  const env = {
    PATH: CONTAINER_PATH,
    HOME: '/root',
    LANG: 'C.UTF-8',
    ...containerAccess(access, driver, spec, region, container.roleArn),
    ...container.environment,
    ...(container.multiModel ? { SAGEMAKER_MULTI_MODEL: 'true' } : {}),
    ...images.environmentOf(image),
    ...(size ? { KENJA_MEMORY_BYTES: String(size.memoryBytes) } : {}),
    KENJA_OPT_ML: driver.pathInside(spec, OPT_ML),
    KENJA_SERVE_SOCKET: join(driver.pathInside(spec, SOCKETS_INSIDE), SOCKET),
  }
  return { ...spec, env }
}
