import type { RetireGrantRequest } from '@aws-sdk/client-kms'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { endDryRun } from '../crypt/use-key.ts'
import { grantNotFound, validation } from '../errors.ts'
import { keyArn } from '../key/key.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import * as grants from './grant.store.ts'
import { grantIdOf } from './grant-token.ts'

/** By its token, or by its key and id. Throws ValidationException, InvalidGrantTokenException, NotFoundException. */
function mustFindGrant(ctx: Context, { GrantToken, KeyId, GrantId }: Valid<RetireGrantRequest>): grants.Grant {
  if (GrantToken !== undefined) {
    const id = grantIdOf(GrantToken)
    const grant = grants.findById(ctx.db, id)
    if (grant?.region !== ctx.region) throw grantNotFound(id)
    return grant
  }
  if (KeyId === undefined || GrantId === undefined) throw validation('Either a grant token, or a key ID and a grant ID must be given.')
  const grant = grants.find(ctx.db, mustFindKeyItself(ctx, KeyId), GrantId)
  if (!grant) throw grantNotFound(GrantId)
  return grant
}

/** The one named to retire it, and the grantee when retiring is among the granted; everyone else needs a permission (AWS: "Retiring and revoking grants"). */
function mayRetire({ call }: Context, grant: grants.Grant): boolean {
  const { arn, roleArn } = call.principal
  const isCaller = (principal: string | undefined) => principal !== undefined && (principal === arn || principal === roleArn)
  return isCaller(grant.retiring) || (isCaller(grant.grantee) && grant.operations.includes('RetireGrant'))
}

export const retireGrant: Operation<RetireGrantRequest, Record<string, never>> = (input, ctx) => {
  const grant = mustFindGrant(ctx, input)
  if (!mayRetire(ctx, grant)) ctx.iam.must('kms:RetireGrant', keyArn(grant, grant.keyId))
  endDryRun(input)
  grants.remove(ctx.db, grant)
  return {}
}
