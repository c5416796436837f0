import type { UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { checkTrustDocument } from '../documents.ts'
import { ownRole } from './find-role.ts'
import * as roles from './role.store.ts'

export const updateAssumeRolePolicy: Operation<UpdateAssumeRolePolicyRequest, Record<string, never>> = (input, ctx) => {
  const role = ownRole(ctx, input.RoleName)
  checkTrustDocument(input.PolicyDocument)
  roles.update(ctx.db, ctx.account, { ...role, trustPolicy: input.PolicyDocument })
  return {}
}
