/**
 * A notebook instance: the request as it came and what became of it. Pure: no clock, no store, no process here.
 *
 *   Create ▶ Pending ▶ InService ─Stop▶ Stopping ▶ Stopped ─Start▶ Pending
 *               └▶ Failed ─Start▶ Pending           Stopped, Failed ─Delete▶ Deleting ▶ gone
 *                                                   Stopped, Failed ─Update▶ Updating ▶ Stopped
 */
import type {
  CreateNotebookInstanceInput,
  DescribeNotebookInstanceOutput,
  NotebookInstanceSummary,
  UpdateNotebookInstanceInput,
} from '@aws-sdk/client-sagemaker'
import type { Scope, Valid } from '../../../operation.ts'

export type NotebookInstanceStatus = 'Pending' | 'InService' | 'Stopping' | 'Stopped' | 'Failed' | 'Deleting' | 'Updating'

/** What changes while the instance lives; stored as one JSON text. */
export interface NotebookProgress {
  /** The driver's name for the Jupyter server of this start. Set before it is started, so that a restart in between starts it once. */
  readonly taskId?: string
  /** What the gateway shows to Jupyter. A secret: it never leaves by an answer. */
  readonly token?: string
  /** When the Jupyter server was asked for, epoch milliseconds. */
  readonly startedMs?: number
  /** How often Jupyter ended by itself since this start. */
  readonly crashes?: number
  readonly failureReason?: string
  /** How many bytes of the lifecycle scripts' outputs stand in CloudWatch Logs already, by stream. */
  readonly scriptOffsets?: Readonly<Record<string, number>>
}

export interface NotebookInstance extends Scope {
  readonly name: string
  readonly arn: string
  readonly status: NotebookInstanceStatus
  readonly createdAt: Date
  readonly modifiedAt: Date
  /** As created, and as updated since. */
  readonly request: CreateNotebookInstanceInput
  /** Whether its creation is done: OnCreate scripts run once, and are over. */
  readonly created: boolean
  readonly progress: NotebookProgress
  /** How many bytes of the task's output stand in CloudWatch Logs already. */
  readonly logOffset: number
  /** In the VPC of the instance's subnet, from its creation to its deletion; an instance without a subnet has none. */
  readonly networkInterfaceId?: string
}

export const DEFAULT_VOLUME_GB = 5
/** The platform that AWS gives to new instances since May 2026. */
const DEFAULT_PLATFORM = 'notebook-al2023-v1'

export const newNotebookInstance = (
  scope: Scope,
  arn: string,
  request: Valid<CreateNotebookInstanceInput>,
  now: Date,
  networkInterfaceId?: string,
): NotebookInstance => ({
  account: scope.account,
  region: scope.region,
  name: request.NotebookInstanceName,
  arn,
  status: 'Pending',
  createdAt: now,
  modifiedAt: now,
  request,
  created: false,
  progress: {},
  logOffset: 0,
  ...(networkInterfaceId === undefined ? {} : { networkInterfaceId }),
})

/** A new status; what belongs to the former start is forgotten unless `progress` keeps it. */
export const become = (instance: NotebookInstance, status: NotebookInstanceStatus, now: Date, progress: NotebookProgress = {}): NotebookInstance => ({
  ...instance,
  status,
  modifiedAt: now,
  progress,
})

export const withProgress = (instance: NotebookInstance, change: Partial<NotebookProgress>): NotebookInstance => ({
  ...instance,
  progress: { ...instance.progress, ...change },
})

export const isPassing = ({ status }: NotebookInstance): boolean => ['Pending', 'Stopping', 'Deleting', 'Updating'].includes(status)

export type Transition = 'Pending' | 'Stopping' | 'Deleting' | 'Updating'

const ALLOWED_FROM: Readonly<Record<Transition, readonly NotebookInstanceStatus[]>> = {
  Pending: ['Stopped', 'Failed'],
  Stopping: ['InService'],
  Deleting: ['Stopped', 'Failed'],
  Updating: ['Stopped', 'Failed'],
}

/** Undefined when the transition may happen; else the statuses that it may happen from. */
export function forbids({ status }: NotebookInstance, to: Transition): readonly NotebookInstanceStatus[] | undefined {
  return ALLOWED_FROM[to].includes(status) ? undefined : ALLOWED_FROM[to]
}

/** The settings after an update. A member that is not given stays; what is disassociated is gone, whether it was there or not. */
export function updated(request: CreateNotebookInstanceInput, input: UpdateNotebookInstanceInput): CreateNotebookInstanceInput {
  const {
    NotebookInstanceName: _name,
    DisassociateLifecycleConfig,
    DisassociateDefaultCodeRepository,
    DisassociateAdditionalCodeRepositories,
    DisassociateAcceleratorTypes,
    ...given
  } = input
  const kept = { ...request }
  if (DisassociateLifecycleConfig) delete kept.LifecycleConfigName
  if (DisassociateDefaultCodeRepository) delete kept.DefaultCodeRepository
  if (DisassociateAdditionalCodeRepositories) delete kept.AdditionalCodeRepositories
  if (DisassociateAcceleratorTypes) delete kept.AcceleratorTypes
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...kept, ...set }
}

/** `host`: where the notebook is, without a scheme, as AWS's Url. */
export function describe(instance: NotebookInstance, host: string): DescribeNotebookInstanceOutput {
  const { NotebookInstanceName: _name, Tags: _tags, LifecycleConfigName, SecurityGroupIds, ...asked } = instance.request
  return {
    ...asked,
    NotebookInstanceArn: instance.arn,
    NotebookInstanceName: instance.name,
    NotebookInstanceStatus: instance.status,
    ...(instance.progress.failureReason === undefined ? {} : { FailureReason: instance.progress.failureReason }),
    Url: host,
    ...(SecurityGroupIds ? { SecurityGroups: SecurityGroupIds } : {}),
    ...(instance.networkInterfaceId === undefined ? {} : { NetworkInterfaceId: instance.networkInterfaceId }),
    ...(LifecycleConfigName ? { NotebookInstanceLifecycleConfigName: LifecycleConfigName } : {}),
    CreationTime: instance.createdAt,
    LastModifiedTime: instance.modifiedAt,
    IpAddressType: asked.IpAddressType ?? 'ipv4',
    DirectInternetAccess: asked.DirectInternetAccess ?? 'Enabled',
    VolumeSizeInGB: asked.VolumeSizeInGB ?? DEFAULT_VOLUME_GB,
    RootAccess: asked.RootAccess ?? 'Enabled',
    PlatformIdentifier: asked.PlatformIdentifier ?? DEFAULT_PLATFORM,
    InstanceMetadataServiceConfiguration: asked.InstanceMetadataServiceConfiguration ?? { MinimumInstanceMetadataServiceVersion: '2' },
  }
}

export const summarize = (instance: NotebookInstance, host: string): NotebookInstanceSummary => ({
  NotebookInstanceName: instance.name,
  NotebookInstanceArn: instance.arn,
  NotebookInstanceStatus: instance.status,
  Url: host,
  InstanceType: instance.request.InstanceType,
  CreationTime: instance.createdAt,
  LastModifiedTime: instance.modifiedAt,
  ...(instance.request.LifecycleConfigName ? { NotebookInstanceLifecycleConfigName: instance.request.LifecycleConfigName } : {}),
  ...(instance.request.DefaultCodeRepository ? { DefaultCodeRepository: instance.request.DefaultCodeRepository } : {}),
  ...(instance.request.AdditionalCodeRepositories?.length ? { AdditionalCodeRepositories: instance.request.AdditionalCodeRepositories } : {}),
})
