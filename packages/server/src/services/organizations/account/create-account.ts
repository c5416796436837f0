import type { CreateAccountRequest, CreateAccountResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { limits } from '../limits.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { checkTags } from '../tag/check-tags.ts'
import * as accounts from './account.store.ts'
import { type CreationRecord, creationArn, DEFAULT_ROLE, describeCreation, newCreationId } from './account.ts'

/** Writes the wish; the engine makes the account, or says in the request's status why not. */
export const createAccount: Operation<CreateAccountRequest, CreateAccountResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const creation: CreationRecord = {
    id: newCreationId(),
    organization: organization.id,
    email: input.Email,
    name: input.AccountName,
    roleName: input.RoleName ?? DEFAULT_ROLE,
    tags: checkTags(input.Tags),
    state: 'IN_PROGRESS',
    requestedAt: ctx.now,
    completedAt: undefined,
    account: undefined,
    failureReason: undefined,
  }
  accounts.insertCreation(ctx.db, creation, limits.creations)
  ctx.wake(creationArn(ctx.account, creation.id))
  return { CreateAccountStatus: describeCreation(creation) }
}
