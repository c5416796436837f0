/** The form's values for a notebook instance, and the requests that they make. */
import type { CreateNotebookInstanceInput, DescribeNotebookInstanceOutput, UpdateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { isName, isRoleArn } from '../names.ts'

export interface NotebookValues {
  readonly name: string
  readonly type: string
  readonly platform: string
  readonly lifecycle: string
  readonly volume: string
  readonly imds: string
  readonly role: string
  readonly root: 'Enabled' | 'Disabled'
  readonly kmsKey: string
  readonly vpc: string
  readonly subnet: string
  readonly securityGroups: readonly string[]
  readonly internet: 'Enabled' | 'Disabled'
  /** The default one first, then up to three more: a name of a stored repository, an address, or nothing. */
  readonly repositories: readonly string[]
  readonly tags: readonly Tag[]
}

export const MOST_ADDITIONAL = 3

/** The article's defaults, with what AWS's console offers now. */
export const INITIAL: NotebookValues = {
  name: '',
  type: 'ml.t3.medium',
  platform: 'notebook-al2023-v1',
  lifecycle: '',
  volume: '5',
  imds: '2',
  role: '',
  root: 'Enabled',
  kmsKey: '',
  vpc: '',
  subnet: '',
  securityGroups: [],
  internet: 'Enabled',
  repositories: [''],
  tags: [],
}

type InstanceType = NonNullable<CreateNotebookInstanceInput['InstanceType']>

const shared = ({ type, role, volume, platform, root, imds }: NotebookValues) => ({
  InstanceType: type as InstanceType,
  RoleArn: role,
  VolumeSizeInGB: Number(volume),
  PlatformIdentifier: platform,
  RootAccess: root,
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: imds },
})

const additional = ({ repositories }: NotebookValues): string[] => repositories.slice(1).filter(Boolean)

export function createRequest(values: NotebookValues) {
  const { name, lifecycle, kmsKey, subnet, securityGroups, internet, repositories, tags } = values
  const more = additional(values)
  return {
    NotebookInstanceName: name,
    ...shared(values),
    ...(lifecycle && { LifecycleConfigName: lifecycle }),
    ...(kmsKey && { KmsKeyId: kmsKey }),
    ...(subnet && { SubnetId: subnet, SecurityGroupIds: [...securityGroups], DirectInternetAccess: internet }),
    ...(repositories[0] && { DefaultCodeRepository: repositories[0] }),
    ...(more.length > 0 && { AdditionalCodeRepositories: more }),
    Tags: tagsForRequest(tags),
  } satisfies CreateNotebookInstanceInput
}

/** What is left empty is taken away: its Disassociate member says so. */
export function updateRequest(values: NotebookValues): UpdateNotebookInstanceInput {
  const { name, lifecycle, repositories } = values
  const more = additional(values)
  return {
    NotebookInstanceName: name,
    ...shared(values),
    ...(lifecycle ? { LifecycleConfigName: lifecycle } : { DisassociateLifecycleConfig: true }),
    ...(repositories[0] ? { DefaultCodeRepository: repositories[0] } : { DisassociateDefaultCodeRepository: true }),
    ...(more.length > 0 ? { AdditionalCodeRepositories: more } : { DisassociateAdditionalCodeRepositories: true }),
  }
}

export const valuesOfInstance = (instance: DescribeNotebookInstanceOutput): NotebookValues => ({
  ...INITIAL,
  name: instance.NotebookInstanceName ?? '',
  type: instance.InstanceType ?? INITIAL.type,
  platform: instance.PlatformIdentifier ?? INITIAL.platform,
  lifecycle: instance.NotebookInstanceLifecycleConfigName ?? '',
  volume: String(instance.VolumeSizeInGB ?? INITIAL.volume),
  imds: instance.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion ?? INITIAL.imds,
  role: instance.RoleArn ?? '',
  root: instance.RootAccess === 'Disabled' ? 'Disabled' : 'Enabled',
  repositories: [instance.DefaultCodeRepository ?? '', ...(instance.AdditionalCodeRepositories ?? [])],
})

export const isVolume = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 5 && Number(text) <= 16_384

/** A stored repository's name, or an address that Git can clone by https. */
export const isRepository = (text: string): boolean => text === '' || isName(text) || /^https:\/\/[^/\s]+\/\S+$/.test(text)

export const networkRight = ({ vpc, subnet, securityGroups }: NotebookValues): boolean => vpc === '' || (subnet !== '' && securityGroups.length > 0)

export const isValid = (values: NotebookValues): boolean =>
  isName(values.name) &&
  isRoleArn(values.role) &&
  isVolume(values.volume) &&
  values.type !== '' &&
  networkRight(values) &&
  values.repositories.every(isRepository)
