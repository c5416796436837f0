import type { Context } from '../../../operation.ts'
import { tokenInUse } from '../errors.ts'
import { secretsLimits } from '../limits.ts'
import type { Secret } from '../secret/secret.ts'
import { openValue, type SecretValue, sameValue, sealValue } from './secret-value.ts'
import * as versions from './secret-version.store.ts'
import { CURRENT, type Labels, labelsOf, moved, type SecretVersion, stagesOf } from './secret-version.ts'

export interface NewVersion {
  /** The caller's token: the same token with the same value again changes nothing. */
  readonly id: string
  readonly value: SecretValue
  readonly stages: readonly string[]
}

/** A new value. Throws ResourceExistsException when the token already names a version with another value. Answers the labels that the version has. */
export function addVersion(ctx: Context, secret: Secret, { id, value, stages }: NewVersion): string[] {
  const known = versions.of(ctx, secret.arn)
  const same = known.find((version) => version.id === id)
  if (same) {
    const stored = versions.sealedValue(ctx, secret.arn, id)
    if (!stored || !sameValue(openValue(ctx, secret.arn, id, stored), value)) throw tokenInUse(id, secret.arn)
    return [...same.stages]
  }
  const made: SecretVersion = { id, stages: [], createdAt: ctx.now, ...(secret.kmsKeyId === undefined ? {} : { kmsKeyId: secret.kmsKeyId }) }
  versions.insert(ctx, secret.arn, made, sealValue(ctx, secret, id, value))
  // The first version is the current one, whatever else it is called.
  const wanted = known.length === 0 ? [...new Set([...stages, CURRENT])] : stages
  const labels = moved(labelsOf(known), wanted, id)
  relabel(ctx, secret.arn, [...known, made], labels)
  dropOldest(ctx, secret.arn)
  return stagesOf(labels, id)
}

/** Writes the labels of those versions whose labels changed. */
export function relabel(ctx: Pick<Context, 'db'>, arn: string, known: readonly SecretVersion[], labels: Labels): void {
  for (const { id, stages } of known) {
    const next = stagesOf(labels, id)
    if (next.join('\n') !== stages.join('\n')) versions.setStages(ctx, arn, id, next)
  }
}

/** Versions that nothing names any more, the oldest first. */
function dropOldest(ctx: Pick<Context, 'db'>, arn: string): void {
  const known = versions.of(ctx, arn)
  const over = known.length - secretsLimits.versionsPerSecret
  if (over <= 0) return
  for (const { id } of known.filter(({ stages }) => stages.length === 0).slice(0, over)) versions.remove(ctx, arn, id)
}
