/** Versions of a secret's value and their labels. Pure: what moves where. */
import { invalidParameter, limitExceeded } from '../errors.ts'
import { secretsLimits } from '../limits.ts'

export const CURRENT = 'AWSCURRENT'
export const PREVIOUS = 'AWSPREVIOUS'
export const PENDING = 'AWSPENDING'

export interface SecretVersion {
  readonly id: string
  readonly stages: readonly string[]
  readonly createdAt: Date
  /** The day on which it was last read. */
  readonly accessedAt?: Date
  /** The key that its value was sealed with, as it was given; undefined: the account's own. */
  readonly kmsKeyId?: string
}

/** Labels by the version that bears them. */
export type Labels = ReadonlyMap<string, string>

export const labelsOf = (versions: readonly SecretVersion[]): Map<string, string> =>
  new Map(versions.flatMap(({ id, stages }) => stages.map((stage): [string, string] => [stage, id])))

/** In the order in which a version got them. */
export const stagesOf = (labels: Labels, id: string): string[] => [...labels].flatMap(([stage, version]) => (version === id ? [stage] : []))

/** A label bears one version: it leaves the one that had it. Where AWSCURRENT leaves, AWSPREVIOUS comes. Throws LimitExceededException over 20 labels. */
export function moved(labels: Labels, stages: readonly string[], to: string): Map<string, string> {
  const next = new Map(labels)
  for (const stage of stages) {
    const from = next.get(stage)
    next.delete(stage)
    next.set(stage, to)
    if (stage === CURRENT && from !== undefined && from !== to) {
      next.delete(PREVIOUS)
      next.set(PREVIOUS, from)
    }
  }
  if (next.size > secretsLimits.labelsPerSecret) throw limitExceeded(`A secret can have at most ${secretsLimits.labelsPerSecret} staging labels.`)
  return next
}

/** Labels after UpdateSecretVersionStage. Throws InvalidParameterException for a move that is not what the caller thinks it is. */
export function relabelled(labels: Labels, stage: string, from: string | undefined, to: string | undefined): Map<string, string> {
  const holder = labels.get(stage)
  if (from !== undefined && from !== holder) throw invalidParameter(`Staging label ${stage} is not attached to version ${from}.`)
  if (to === undefined) {
    if (stage === CURRENT) throw invalidParameter(`You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`)
    if (from === undefined) throw invalidParameter('You must specify RemoveFromVersionId or MoveToVersionId.')
    const next = new Map(labels)
    next.delete(stage)
    return next
  }
  if (holder !== undefined && from === undefined && holder !== to)
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    )
  return moved(labels, [stage], to)
}
