/** Everything that the hands-on makes, with what it costs and what uses it: asked of the API, kind by kind. */
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ListPoliciesCommand } from '@aws-sdk/client-iam'
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeNotebookInstanceCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker'
import { logs } from '../../aws/cloudwatch-logs.ts'
import { collectPages } from '../../aws/collect-pages.ts'
import { iam } from '../../aws/iam.ts'
import { s3 } from '../../aws/s3.ts'
import { sagemaker } from '../../aws/sagemaker.ts'
import { unlessNotFound } from '../../components/error-meaning.ts'
import { inTurns } from '../../lib/in-turns.ts'
import { folderHref, parseS3Uri } from '../../lib/s3-uri.ts'
import { policyHref } from '../iam/policies-section.tsx'
import { listBuckets } from '../s3/bucket/bucket-actions.ts'
import { listRepositories, repositoryName } from '../sagemaker/code-repository/code-repository-queries.ts'
import { endpointName, listEndpoints } from '../sagemaker/endpoint/endpoint-queries.ts'
import { configName, listEndpointConfigs } from '../sagemaker/endpoint-config/endpoint-config-queries.ts'
import { lifecycleConfigName, listLifecycleConfigs } from '../sagemaker/lifecycle-config/lifecycle-config-queries.ts'
import { listModels, modelName } from '../sagemaker/model/model-queries.ts'
import { listNotebookInstances, notebookName } from '../sagemaker/notebook-instance/notebook-queries.ts'
import { POLICY_PREFIX, ROLE_PREFIX } from '../sagemaker/role/create-execution-role.ts'
import { listRoles } from '../sagemaker/role/role-field.tsx'
import { isRunning, jobName, listTrainingJobs } from '../sagemaker/training-job/training-job-queries.ts'
import { isPassing as isTransforming, listTransformJobs, transformJobName } from '../sagemaker/transform-job/transform-job-queries.ts'
import { bucketCost, endpointCost, jobCost, logsCost, notebookCost } from './cost-of.ts'
import { idOf, inOrder, type Kind, type Resource } from './resource.ts'

const AT_ONCE = 6
/** Pages of object versions that are added up: 20,000 objects. */
const MOST_PAGES = 20
const FREE = { reason: 'settingFree', billed: false } as const
const IDENTITY_FREE = { reason: 'identityFree', billed: false } as const
const LOG_PREFIX = '/aws/sagemaker/'

export interface Findings {
  /** In the order of deletion. */
  readonly resources: readonly Resource[]
  /** Kinds that the signed-in identity may not list: what is there of them is not known. */
  readonly unseen: readonly { readonly kind: Kind; readonly error: unknown }[]
}

/** By itself, before it is known what uses it. */
type Bare = Omit<Resource, 'usedBy'>

/** What one kind leads to: its resources, and which others it uses. */
interface Found {
  readonly resources: readonly Bare[]
  /** Identifier of what is used → identifiers of what uses it. */
  readonly uses: readonly (readonly [used: string, user: string])[]
}

const detail = (collection: string, name: string): string => `/sagemaker/${collection}/detail/${encodeURIComponent(name)}`
const alone = (resources: readonly Bare[]): Found => ({ resources, uses: [] })

/** What went between the list and the look is not there any more, and that is all. */
async function look<Item, Answer>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers = await inTurns(items, AT_ONCE, (item) => ask(item).catch(unlessNotFound))
  return answers.filter((answer) => answer !== undefined) as Answer[]
}

const instancesOf = (variants: readonly ProductionVariant[] = []) =>
  variants.flatMap(({ InstanceType, InitialInstanceCount = 1 }) => (InstanceType ? [{ type: InstanceType, count: InitialInstanceCount }] : []))

async function endpoints(region: string): Promise<Found> {
  const described = await look(await listEndpoints(), (one) => sagemaker().send(new DescribeEndpointCommand({ EndpointName: endpointName(one) })))
  const found = await inTurns(described, AT_ONCE, async ({ EndpointName: name = '', EndpointStatus: status = '', EndpointConfigName: config = '' }) => {
    // The configuration may be gone already; then the endpoint runs on, at a price that nobody can look up.
    const answer = await sagemaker()
      .send(new DescribeEndpointConfigCommand({ EndpointConfigName: config }))
      .catch(() => undefined)
    const cost = endpointCost(status, instancesOf(answer?.ProductionVariants), region)
    const resource: Bare = { kind: 'endpoint', name, status, cost, href: detail('endpoints', name) }
    return { resource, config }
  })
  return {
    resources: found.map(({ resource }) => resource),
    uses: found.map(({ resource, config }) => [idOf({ kind: 'endpointConfig', name: config }), idOf(resource)] as const),
  }
}

async function endpointConfigs(): Promise<Found> {
  const names = (await listEndpointConfigs()).map(configName)
  const described = await look(names, (EndpointConfigName) => sagemaker().send(new DescribeEndpointConfigCommand({ EndpointConfigName })))
  const cost = { reason: 'configFree', billed: false } as const
  return {
    resources: names.map((name) => ({ kind: 'endpointConfig', name, cost, href: detail('endpoint-configs', name) })),
    uses: described.flatMap(({ EndpointConfigName = '', ProductionVariants = [] }) =>
      ProductionVariants.map(
        ({ ModelName = '' }) => [idOf({ kind: 'model', name: ModelName }), idOf({ kind: 'endpointConfig', name: EndpointConfigName })] as const,
      ),
    ),
  }
}

async function models(): Promise<Found> {
  const cost = { reason: 'modelFree', billed: false } as const
  const names = (await listModels()).map(modelName)
  return alone(names.map((name) => ({ kind: 'model', name, cost, href: detail('models', name) })))
}

async function notebooks(region: string): Promise<Found> {
  const names = (await listNotebookInstances()).map(notebookName)
  const described = await look(names, (NotebookInstanceName) => sagemaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName })))
  return {
    resources: described.map(({ NotebookInstanceName: name = '', NotebookInstanceStatus: status = '', InstanceType = '', VolumeSizeInGB = 5 }) => ({
      kind: 'notebook',
      name,
      status,
      cost: notebookCost(status, InstanceType, VolumeSizeInGB, region),
      href: detail('notebook-instances', name),
    })),
    uses: described.flatMap((one) => {
      const user = idOf({ kind: 'notebook', name: one.NotebookInstanceName ?? '' })
      const repositories = [one.DefaultCodeRepository, ...(one.AdditionalCodeRepositories ?? [])].filter((name) => name && !name.includes('/'))
      return [
        ...(one.RoleArn ? [[idOf({ kind: 'role', name: one.RoleArn.split('/').at(-1) as string }), user] as const] : []),
        ...(one.NotebookInstanceLifecycleConfigName ? [[idOf({ kind: 'lifecycleConfig', name: one.NotebookInstanceLifecycleConfigName }), user] as const] : []),
        ...repositories.map((name) => [idOf({ kind: 'codeRepository', name: name as string }), user] as const),
      ]
    }),
  }
}

async function trainingJobs(region: string): Promise<Found> {
  const all = await listTrainingJobs()
  const ended = all.filter(({ TrainingJobStatus }) => !isRunning(TrainingJobStatus))
  const running = await look(
    all.filter(({ TrainingJobStatus }) => isRunning(TrainingJobStatus)),
    (one) => sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName: jobName(one) })),
  )
  const resource = (name: string, status = '', instances: Parameters<typeof jobCost>[1] = []): Bare => ({
    kind: 'trainingJob',
    name,
    status,
    cost: jobCost(status, instances, region),
    href: detail('training-jobs', name),
  })
  return {
    resources: [
      ...running.map(({ TrainingJobName: name = '', TrainingJobStatus: status, ResourceConfig: config }) =>
        resource(name, status, config?.InstanceType ? [{ type: config.InstanceType, count: config.InstanceCount ?? 1 }] : []),
      ),
      ...ended.map((one) => resource(jobName(one), one.TrainingJobStatus)),
    ],
    uses: running.flatMap(({ TrainingJobName: name = '', OutputDataConfig: output }) => {
      const bucket = parseS3Uri(output?.S3OutputPath ?? '')?.bucket
      return bucket ? [[idOf({ kind: 'bucket', name: bucket }), idOf({ kind: 'trainingJob', name })] as const] : []
    }),
  }
}

async function transformJobs(region: string): Promise<Found> {
  const all = await listTransformJobs()
  const running = await look(
    all.filter(({ TransformJobStatus }) => isTransforming(TransformJobStatus)),
    (one) => sagemaker().send(new DescribeTransformJobCommand({ TransformJobName: transformJobName(one) })),
  )
  return {
    resources: running.map(({ TransformJobName: name = '', TransformJobStatus: status = '', TransformResources: resources }) => ({
      kind: 'transformJob',
      name,
      status,
      cost: jobCost(status, resources?.InstanceType ? [{ type: resources.InstanceType, count: resources.InstanceCount ?? 1 }] : [], region),
      href: detail('transform-jobs', name),
    })),
    uses: running.map(
      ({ TransformJobName: name = '', ModelName = '' }) => [idOf({ kind: 'model', name: ModelName }), idOf({ kind: 'transformJob', name })] as const,
    ),
  }
}

async function bytesIn(Bucket: string): Promise<number> {
  let bytes = 0
  let place: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {}
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await s3().send(new ListObjectVersionsCommand({ Bucket, ...place }))
    for (const { Size = 0 } of answer.Versions ?? []) bytes += Size
    if (!answer.IsTruncated || answer.NextKeyMarker === undefined) break
    place = { KeyMarker: answer.NextKeyMarker, ...(answer.NextVersionIdMarker !== undefined && { VersionIdMarker: answer.NextVersionIdMarker }) }
  }
  return bytes
}

async function buckets(region: string): Promise<Found> {
  const here = (await listBuckets()).filter(({ BucketRegion }) => BucketRegion === undefined || BucketRegion === region)
  const names = here.map(({ Name = '' }) => Name)
  const sized = await look(names, async (name) => ({ name, bytes: await bytesIn(name) }))
  return alone(sized.map(({ name, bytes }) => ({ kind: 'bucket', name, cost: bucketCost(bytes, region), href: folderHref(name, '') })))
}

async function logGroups(region: string): Promise<Found> {
  const groups = await collectPages(async (nextToken) => {
    const answer = await logs().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: LOG_PREFIX, ...(nextToken && { nextToken }) }))
    return { items: answer.logGroups, next: answer.nextToken }
  })
  return alone(
    groups.map(({ logGroupName: name = '', storedBytes = 0 }) => ({
      kind: 'logGroup',
      name,
      cost: logsCost(storedBytes, region),
      href: `/cloudwatch/log-groups/detail/${encodeURIComponent(name)}`,
    })),
  )
}

async function lifecycleConfigs(): Promise<Found> {
  const names = (await listLifecycleConfigs()).map(lifecycleConfigName)
  return alone(names.map((name) => ({ kind: 'lifecycleConfig', name, cost: FREE, href: detail('lifecycle-configs', name) })))
}

async function codeRepositories(): Promise<Found> {
  const names = (await listRepositories()).map(repositoryName)
  return alone(names.map((name) => ({ kind: 'codeRepository', name, cost: FREE, href: detail('git-repositories', name) })))
}

async function roles(): Promise<Found> {
  const own = (await listRoles()).filter(({ Path }) => !Path?.startsWith('/aws-service-role/'))
  return alone(own.map(({ RoleName: name = '' }) => ({ kind: 'role', name, cost: IDENTITY_FREE, href: `/iam/roles/detail/${encodeURIComponent(name)}` })))
}

async function policies(): Promise<Found> {
  const all = await collectPages(async (Marker) => {
    const answer = await iam().send(new ListPoliciesCommand({ Scope: 'Local', ...(Marker && { Marker }) }))
    return { items: answer.Policies, next: answer.Marker }
  })
  const ours = all.filter(({ PolicyName = '' }) => PolicyName.startsWith(POLICY_PREFIX))
  return {
    resources: ours.map(({ Arn: name = '' }) => ({ kind: 'policy', name, cost: IDENTITY_FREE, href: policyHref(name) })),
    // "Create a new role" gives role and policy the same time in their names.
    uses: ours.map(({ Arn = '', PolicyName = '' }) => [
      idOf({ kind: 'policy', name: Arn }),
      idOf({ kind: 'role', name: PolicyName.replace(POLICY_PREFIX, ROLE_PREFIX) }),
    ]),
  }
}

const FINDERS: readonly (readonly [Kind, (region: string) => Promise<Found>])[] = [
  ['trainingJob', trainingJobs],
  ['transformJob', transformJobs],
  ['endpoint', endpoints],
  ['endpointConfig', endpointConfigs],
  ['model', models],
  ['notebook', notebooks],
  ['lifecycleConfig', lifecycleConfigs],
  ['codeRepository', codeRepositories],
  ['bucket', buckets],
  ['logGroup', logGroups],
  ['role', roles],
  ['policy', policies],
]

/** What is in the Region now. A kind that may not be listed is no failure: it is named. */
export async function findResources(region: string): Promise<Findings> {
  const unseen: Findings['unseen'][number][] = []
  const found = await Promise.all(
    FINDERS.map(([kind, find]) =>
      find(region).catch((error: unknown): Found => {
        unseen.push({ kind, error })
        return alone([])
      }),
    ),
  )
  const users = new Map<string, string[]>()
  for (const [used, user] of found.flatMap(({ uses }) => uses)) users.set(used, [...(users.get(used) ?? []), user])
  const there = new Set(found.flatMap(({ resources }) => resources.map(idOf)))
  const resources = found.flatMap(({ resources: some }) =>
    some.map((one) => ({ ...one, usedBy: [...new Set(users.get(idOf(one)) ?? [])].filter((id) => there.has(id)) })),
  )
  return { resources: inOrder(resources), unseen }
}
