import type { CreateOrganizationRequest, CreateOrganizationResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import * as accounts from '../account/account.store.ts'
import { alreadyInOrganization } from '../errors.ts'
import { attachFullAccess } from '../policy/full-access.ts'
import * as organizations from './organization.store.ts'
import { describeOrganizationRecord, managementEmail, newOrganizationId, newRootId, type OrganizationRecord } from './organization.ts'

/** The caller's account becomes the management account. */
export const createOrganization: Operation<CreateOrganizationRequest, CreateOrganizationResponse> = (input, ctx) => {
  if (accounts.find(ctx.db, ctx.account)) throw alreadyInOrganization()
  const organization: OrganizationRecord = {
    id: newOrganizationId(),
    managementAccount: ctx.account,
    featureSet: input.FeatureSet ?? 'ALL',
    rootId: newRootId(),
    policyTypes: [],
    createdAt: ctx.now,
  }
  organizations.insert(ctx.db, organization)
  accounts.insert(ctx.db, {
    id: ctx.account,
    organization: organization.id,
    parent: organization.rootId,
    email: managementEmail(ctx.account),
    name: 'Kenja',
    status: 'ACTIVE',
    joinedMethod: 'INVITED',
    joinedAt: ctx.now,
  })
  attachFullAccess(ctx.db, organization, organization.rootId)
  attachFullAccess(ctx.db, organization, ctx.account)
  return { Organization: describeOrganizationRecord(organization) }
}
