import type { RevokeGrantRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { endDryRun } from '../crypt/use-key.ts'
import { grantNotFound } from '../errors.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import * as grants from './grant.store.ts'

/** What it allowed is refused from the next call on. */
export const revokeGrant: Operation<RevokeGrantRequest, Record<string, never>> = (input, ctx) => {
  const grant = grants.find(ctx.db, mustFindKeyItself(ctx, input.KeyId), input.GrantId)
  if (!grant) throw grantNotFound(input.GrantId)
  endDryRun(input)
  grants.remove(ctx.db, grant)
  return {}
}
