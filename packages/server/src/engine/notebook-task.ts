/** A notebook instance as a task: its files, its place, and the environment through which its programs find Kenja where they expect AWS. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Driver, TaskSpec } from '../compute/driver.ts'
import { lowerId } from '../lib/ids.ts'
import { instanceSize } from '../services/sagemaker/instance-types.ts'
import { DEFAULT_VOLUME_GB, type NotebookInstance } from '../services/sagemaker/notebook-instance/notebook-instance.ts'
import type { Hook, NotebookPlan } from './notebook-plan.ts'
import type { NotebookEnvironment } from './notebook-runtime.ts'

/** How a program in a role's name reaches Kenja. Bound in `app.ts` to the proxy, the local CA and the sealed tokens. */
export interface TaskAccess {
  /** File with the system's certificate authorities and Kenja's own. */
  readonly caBundle: string
  /** For HTTPS_PROXY: `http://kenja:<token>@host:port`, given where the task reaches Kenja. Without the internet it leads to Kenja's services only. */
  proxyUrl(gatewayUrl: string, reach?: 'internet' | 'kenja'): string
  /** Where the task gets rotating credentials of the role, and the token that it shows there. */
  credentials(gatewayUrl: string, role: TaskRole): { readonly uri: string; readonly token: string }
  /** PEM of a key and a certificate for localhost, for a server inside a sandbox. */
  localhostCertificate(): Promise<string>
}

export interface TaskRole {
  /** In whose name: the token is good while this task runs. */
  readonly taskId: string
  readonly roleArn: string
  /** Ends the caller's identity: `assumed-role/<role>/<sessionName>`. */
  readonly sessionName: string
  readonly region: string
  /** The service that the role must trust. */
  readonly service: string
}

/** What GetCallerIdentity of a notebook instance ends with on AWS. */
export const SESSION_NAME = 'SageMaker'
export const SERVICE = 'sagemaker.amazonaws.com'

const USER = { name: 'ec2-user', uid: 1000, home: '/home/ec2-user' } as const
const VOLUME = '/home/ec2-user/SageMaker'
const METADATA = '/opt/ml/metadata'
const VERSION = '/etc/opt/ml'
const CA_BUNDLE = '/etc/kenja/ca-bundle.pem'
/** Where programs look that no variable tells, such as wget. Covered where the machine has them. */
const SYSTEM_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem'] as const
const SOCKET = '/run/kenja/jupyter.sock'
/** Settings and answers of the instance's first program. */
const STATE = '/opt/kenja/state'
const LOG = '/var/log'
/** First in AWS's PATH, and empty on most machines: where stand-ins for sudo, crontab and the like go. */
const SBIN = '/usr/local/sbin'
/** As in lifecycle scripts of AWS's notebook instances. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/bin:/usr/sbin:/sbin:/bin'

export const newTaskId = (): string => `notebook-${lowerId(20)}`
export const newJupyterToken = (): string => randomBytes(32).toString('hex')
export const jupyterSocket = (driver: Driver, taskId: string): string => join(driver.socketDirectory(taskId), 'jupyter.sock')

export interface NotebookPlaces {
  /** Fresh at each start. */
  readonly work: string
  /** Lasts as long as the instance. */
  readonly volume: string
  /** `images/notebook`. */
  readonly image: string
}

/** Where the output of a lifecycle script lies. */
export const scriptLog = ({ work }: NotebookPlaces, hook: Hook): string => join(work, 'log', `LifecycleConfig${hook}`)

/** Why the instance's first program gave up, in its own words. */
export function failureOf({ work }: NotebookPlaces): string | undefined {
  const file = join(work, 'state', 'failure')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Whether the OnCreate script has ended well. */
export const onCreateIsDone = ({ work }: NotebookPlaces): boolean => existsSync(join(work, 'state', 'created'))

/** The examples, beside the images in the project; undefined where they were left out. */
function examplesOf({ image }: NotebookPlaces): string | undefined {
  const directory = resolve(image, '../../samples')
  return existsSync(directory) ? directory : undefined
}

const DIRECTORIES = ['home', 'metadata', 'version', 'state', 'log', 'sbin'] as const

/** Writes what the instance finds outside its volume, anew: all of it is lost at a stop, as on AWS. */
export function writeNotebookFiles(places: NotebookPlaces, instance: NotebookInstance, plan: NotebookPlan, driver: Driver, spec: TaskSpec): void {
  const { work, volume } = places
  rmSync(work, { recursive: true, force: true })
  for (const name of DIRECTORIES) mkdirSync(join(work, name), { recursive: true, mode: name === 'sbin' || name === 'log' ? 0o755 : 0o700 })
  const metadata = { ResourceArn: instance.arn, ResourceName: instance.name, ExecutionRoleArn: instance.request.RoleArn }
  writeFileSync(join(work, 'metadata', 'resource-metadata.json'), JSON.stringify(metadata))
  writeFileSync(join(work, 'version', 'sagemaker-notebook-instance-version.txt'), 'kenja\n')
  for (const { hook, content } of plan.scripts) writeFileSync(join(work, 'state', hook), content)
  writeFileSync(join(work, 'state', 'localhost.pem'), plan.certificate, { mode: 0o600 })
  writeFileSync(join(work, 'state', 'instance.json'), JSON.stringify(settingsFor(instance, places, plan, driver, spec)), { mode: 0o600 })
  // A sandbox mounts the volume there; without one, a link leads to it.
  if (driver.pathInside(spec, VOLUME) !== VOLUME) symlinkSync(volume, join(work, 'home', 'SageMaker'))
}

/** What `images/notebook/instance/settings.py` reads. */
function settingsFor({ request, created }: NotebookInstance, places: NotebookPlaces, plan: NotebookPlan, driver: Driver, spec: TaskSpec) {
  const inside = (path: string) => driver.pathInside(spec, path)
  return {
    environment: plan.environment.directory,
    editions: plan.environment.editions,
    home: inside(USER.home),
    volume: inside(VOLUME),
    log: inside(LOG),
    state: inside(STATE),
    sbin: inside(SBIN),
    socket: inside(SOCKET),
    sandboxed: driver.isolation.files,
    rootAccess: request.RootAccess !== 'Disabled',
    examples: (created ? undefined : examplesOf(places)) ?? null,
    scripts: plan.scripts.map(({ hook }) => hook),
    scriptSeconds: plan.limits.scriptMs / 1000,
    scriptFailure: plan.scriptFailure,
    repositories: plan.repositories,
    cloneSeconds: plan.limits.cloneMs / 1000,
    openIn: request.DefaultCodeRepository === undefined ? null : plan.repositories[0]?.directory,
    instanceType: request.InstanceType,
    memoryBytes: instanceSize(request.InstanceType ?? '')?.memoryBytes ?? null,
    volumeBytes: (request.VolumeSizeInGB ?? DEFAULT_VOLUME_GB) * GIB,
  }
}

const GIB = 1024 ** 3

export function notebookSpec(
  instance: NotebookInstance,
  environment: NotebookEnvironment,
  places: NotebookPlaces,
  access: TaskAccess,
  driver: Driver,
): TaskSpec {
  const own = (name: (typeof DIRECTORIES)[number]) => join(places.work, name)
  const readOnly = (source: string, target = source) => ({ source, target, writable: false })
  const writable = (source: string, target: string) => ({ source, target, writable: true })
  const size = instanceSize(instance.request.InstanceType ?? '')
  const examples = [examplesOf(places)].filter((path) => path !== undefined)
  const bare: TaskSpec = {
    id: instance.progress.taskId ?? '',
    command: [environment.python, '-E', '-S', join(places.image, 'launch.py')],
    env: {},
    workdir: VOLUME,
    mounts: [
      ...[environment.directory, ...environment.needs, places.image, ...examples].map((path) => readOnly(path)),
      writable(own('home'), USER.home),
      writable(places.volume, VOLUME),
      writable(own('state'), STATE),
      writable(own('log'), LOG),
      writable(own('sbin'), SBIN),
      readOnly(own('metadata'), METADATA),
      readOnly(own('version'), VERSION),
      ...[CA_BUNDLE, ...SYSTEM_BUNDLES.filter((path) => existsSync(path))].map((path) => readOnly(access.caBundle, path)),
    ],
    hostname: 'notebook',
    user: USER,
    // Where no cgroup keeps the limit, the instance's first program does: it ends the kernel that grew, and not the whole instance.
    ...(size && driver.isolation.memory !== 'watch' ? { memoryBytes: size.memoryBytes } : {}),
    ...(size ? { cpus: size.vcpus } : {}),
    network: 'kenja',
    nests: true,
  }
  return { ...bare, env: { ...instanceEnvironment(instance, driver, bare), ...awsEnvironment(instance, access, driver, bare) } }
}

function instanceEnvironment({ progress }: NotebookInstance, driver: Driver, spec: TaskSpec): Record<string, string> {
  return {
    HOME: driver.pathInside(spec, USER.home),
    USER: USER.name,
    LOGNAME: USER.name,
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    PATH,
    KENJA_INSTANCE: driver.pathInside(spec, `${STATE}/instance.json`),
    JUPYTER_TOKEN: progress.token ?? '',
  }
}

/** Endpoints, region, proxy and CA for every kind of client, the hard-coded AWS host names included. */
function awsEnvironment({ region, request }: NotebookInstance, access: TaskAccess, driver: Driver, spec: TaskSpec): Record<string, string> {
  const gateway = driver.gatewayUrl(spec)
  const role = { taskId: spec.id, roleArn: request.RoleArn ?? '', sessionName: SESSION_NAME, region, service: SERVICE }
  const credentials = access.credentials(gateway, role)
  const proxy = access.proxyUrl(gateway, request.DirectInternetAccess === 'Disabled' ? 'kenja' : 'internet')
  const caBundle = driver.pathInside(spec, CA_BUNDLE)
  const authorities = ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'PIP_CERT', 'GIT_SSL_CAINFO', 'NODE_EXTRA_CA_CERTS']
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: gateway,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentials.uri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: credentials.token,
    AWS_EC2_METADATA_DISABLED: 'true',
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: '127.0.0.1,localhost,.localhost,::1',
    no_proxy: '127.0.0.1,localhost,.localhost,::1',
    ...Object.fromEntries(authorities.map((name) => [name, caBundle])),
  }
}
