import type { SecretValueEntry } from '@aws-sdk/client-secrets-manager'
import type { Context } from '../../../operation.ts'
import { invalidRequest, valueNotFound } from '../errors.ts'
import * as secrets from '../secret/secret.store.ts'
import { dayOf, type Secret } from '../secret/secret.ts'
import { openValue } from './secret-value.ts'
import * as versions from './secret-version.store.ts'
import { CURRENT, type SecretVersion } from './secret-version.ts'

export interface Wanted {
  readonly VersionId?: string | undefined
  readonly VersionStage?: string | undefined
}

function versionOf(known: readonly SecretVersion[], { VersionId, VersionStage }: Wanted): SecretVersion {
  if (VersionId === undefined) {
    const stage = VersionStage ?? CURRENT
    const found = known.find(({ stages }) => stages.includes(stage))
    if (!found) throw valueNotFound(`staging label: ${stage}`)
    return found
  }
  const found = known.find(({ id }) => id === VersionId)
  if (!found) throw valueNotFound(`VersionId: ${VersionId}`)
  if (VersionStage !== undefined && !found.stages.includes(VersionStage))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.')
  return found
}

/** The value, opened with its key in the caller's name; that it was read on this day is kept. */
export function readValue(ctx: Context, secret: Secret, wanted: Wanted): SecretValueEntry {
  const version = versionOf(versions.of(ctx, secret.arn), wanted)
  const stored = versions.sealedValue(ctx, secret.arn, version.id)
  if (!stored) throw valueNotFound(`VersionId: ${version.id}`)
  const value = openValue(ctx, secret.arn, version.id, stored)
  const today = dayOf(ctx.now)
  if (version.accessedAt?.getTime() !== today.getTime()) versions.setAccessed(ctx, secret.arn, version.id, today)
  if (secret.accessedAt?.getTime() !== today.getTime()) secrets.update(ctx, { ...secret, accessedAt: today })
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...value,
    ...(version.stages.length > 0 ? { VersionStages: [...version.stages] } : {}),
    CreatedDate: version.createdAt,
  }
}
