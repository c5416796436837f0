/** Attaching and embedding policies: the same for roles, users and groups but for a few words. */
import type { AttachedPolicy } from '@aws-sdk/client-iam'
import type { Context } from '../../../operation.ts'
import { checkDocument, sizeOf } from '../documents.ts'
import { limitExceeded, noSuchEntity, noSuchPolicy, notAttachable, validationError } from '../errors.ts'
import { limits } from '../limits.ts'
import { findManaged } from '../managed/managed-policies.ts'
import { type PageRequest, pageOfList } from '../page.ts'
import * as policies from '../policy/policy.store.ts'
import { isAwsManaged, type PolicyRecord } from '../policy/policy.ts'
import type { Holder } from './principal-policies.store.ts'
import * as store from './principal-policies.store.ts'

const find = (ctx: Context, arn: string): PolicyRecord | undefined => (isAwsManaged(arn) ? findManaged(arn) : policies.find(ctx.db, arn))

const words: Readonly<Record<Holder['kind'], { readonly quota: string; readonly inlineCharacters: number }>> = {
  role: { quota: 'PoliciesPerRole', inlineCharacters: limits.roleInlinePoliciesCharacters },
  user: { quota: 'PoliciesPerUser', inlineCharacters: limits.userInlinePoliciesCharacters },
  group: { quota: 'PoliciesPerGroup', inlineCharacters: limits.groupInlinePoliciesCharacters },
}

export function attachPolicy(ctx: Context, holder: Holder, policyArn: string): void {
  if (!policyArn.startsWith('arn:')) throw validationError(`ARN ${policyArn} is not valid.`)
  if (!find(ctx, policyArn)) throw notAttachable(policyArn)
  const already = store.attached(ctx.db, holder)
  if (!already.includes(policyArn) && already.length >= limits.managedPoliciesPerPrincipal) {
    throw limitExceeded(`Cannot exceed quota for ${words[holder.kind].quota}: ${limits.managedPoliciesPerPrincipal}`)
  }
  store.attach(ctx.db, holder, policyArn)
}

export function detachPolicy(ctx: Context, holder: Holder, policyArn: string): void {
  if (!store.detach(ctx.db, holder, policyArn)) throw noSuchPolicy(policyArn)
}

export function listAttached(ctx: Context, holder: Holder, request: PageRequest & { readonly PathPrefix?: string | undefined }) {
  const attached = store.attached(ctx.db, holder).flatMap((arn): Required<AttachedPolicy>[] => {
    const policy = find(ctx, arn)
    return policy?.path.startsWith(request.PathPrefix ?? '/') ? [{ PolicyName: policy.name, PolicyArn: policy.arn }] : []
  })
  const { items, rest } = pageOfList(request, (policy) => policy.PolicyArn, attached)
  return { AttachedPolicies: items, ...rest }
}

export function putInlinePolicy(ctx: Context, holder: Holder, policy: store.InlinePolicy): void {
  const most = words[holder.kind].inlineCharacters
  const others = store.inline(ctx.db, holder).filter(({ name }) => name !== policy.name)
  const total = [...others, policy].reduce((sum, { document }) => sum + sizeOf(document), 0)
  if (total > most) throw limitExceeded(`Maximum policy size of ${most} bytes exceeded for ${holder.kind} ${holder.name}`)
  checkDocument(policy.document, 'identity')
  store.putInline(ctx.db, holder, policy)
}

const noSuchInline = (holder: Holder, name: string) => noSuchEntity(`The ${holder.kind} policy with name ${name} cannot be found.`)

export function getInlinePolicy(ctx: Context, holder: Holder, name: string): store.InlinePolicy {
  const policy = store.inline(ctx.db, holder).find((candidate) => candidate.name === name)
  if (!policy) throw noSuchInline(holder, name)
  return policy
}

export function deleteInlinePolicy(ctx: Context, holder: Holder, name: string): void {
  if (!store.removeInline(ctx.db, holder, name)) throw noSuchInline(holder, name)
}

export function listInline(ctx: Context, holder: Holder, request: PageRequest) {
  const names = store.inline(ctx.db, holder).map(({ name }) => name)
  const { items, rest } = pageOfList(request, (name) => name, names)
  return { PolicyNames: items, ...rest }
}
