import type { Operation } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { organizationNotEmpty } from '../errors.ts'
import * as policies from '../policy/policy.store.ts'
import { policyArn } from '../policy/policy.ts'
import * as units from '../unit/unit.store.ts'
import { managedOrganization } from './find-organization.ts'
import * as organizations from './organization.store.ts'
import { arnIn } from './organization.ts'

/** Only when it has no account but its own any more. */
export const deleteOrganization: Operation<Record<string, never>, Record<string, never>> = (_input, ctx) => {
  const organization = managedOrganization(ctx)
  if (accounts.ofOrganization(ctx.db, organization.id).length > 1 || accounts.hasOpenCreations(ctx.db, organization.id)) throw organizationNotEmpty()
  for (const unit of units.ofOrganization(ctx.db, organization.id)) ctx.tags.drop(arnIn(organization, 'ou', unit.id))
  for (const policy of policies.ofOrganization(ctx.db, organization.id)) ctx.tags.drop(policyArn(organization, policy.id))
  ctx.tags.drop(arnIn(organization, 'root', organization.rootId))
  ctx.tags.drop(arnIn(organization, 'account', ctx.account))
  units.removeAll(ctx.db, organization.id)
  policies.removeAll(ctx.db, organization.id)
  accounts.removeAll(ctx.db, organization.id)
  organizations.remove(ctx.db, organization.id)
  return {}
}
