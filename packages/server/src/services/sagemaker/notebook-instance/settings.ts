/** Checks of settings that name other resources, and what AWS refuses beyond the constraints of single members. For Create and Update alike. */
import type { CreateNotebookInstanceInput, UpdateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Ports } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import * as repositories from '../code-repository/code-repository.store.ts'
import { CODE_REPOSITORY, noCodeRepository } from '../code-repository/code-repository.ts'
import { validation } from '../errors.ts'
import { noLifecycleConfig } from '../notebook-instance-lifecycle-config/errors.ts'
import * as lifecycleConfigs from '../notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.store.ts'
import { LIFECYCLE_CONFIG } from '../notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.ts'
import { DEFAULT_VOLUME_GB, type NotebookInstance } from './notebook-instance.ts'

type Named = Pick<CreateNotebookInstanceInput, 'LifecycleConfigName' | 'DefaultCodeRepository' | 'AdditionalCodeRepositories'>

/** Throws ValidationException unless every lifecycle configuration and repository that is named by its name is there. URLs are tried at the start. */
export function mustFindNamed(ctx: Ports, input: Named): void {
  const lifecycle = input.LifecycleConfigName
  if (lifecycle && !lifecycleConfigs.find(ctx, lifecycle)) throw noLifecycleConfig(sagemakerArn(ctx, LIFECYCLE_CONFIG, lifecycle), 'describe')
  const named = [input.DefaultCodeRepository, ...(input.AdditionalCodeRepositories ?? [])].filter((name) => name !== undefined)
  for (const name of named) if (!name.startsWith('https://') && !repositories.find(ctx, name)) throw noCodeRepository(sagemakerArn(ctx, CODE_REPOSITORY, name))
}

const PAIRS = [
  ['LifecycleConfigName', 'DisassociateLifecycleConfig'],
  ['DefaultCodeRepository', 'DisassociateDefaultCodeRepository'],
  ['AdditionalCodeRepositories', 'DisassociateAdditionalCodeRepositories'],
  ['AcceleratorTypes', 'DisassociateAcceleratorTypes'],
] as const

/** Throws ValidationException for an update that contradicts itself, or shrinks the volume: data could be lost. */
export function mustBeUpdatable(instance: NotebookInstance, input: UpdateNotebookInstanceInput): void {
  for (const [member, disassociate] of PAIRS)
    if (input[member] !== undefined && input[disassociate]) throw validation(`${member} cannot be given together with ${disassociate}.`)
  const size = instance.request.VolumeSizeInGB ?? DEFAULT_VOLUME_GB
  if (input.VolumeSizeInGB !== undefined && input.VolumeSizeInGB < size)
    throw validation(
      `The volume of Notebook Instance (${instance.arn}) has ${size} GB. VolumeSizeInGB can be increased, and cannot be decreased to ${input.VolumeSizeInGB}.`,
    )
}
