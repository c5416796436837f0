import type { SimulatePolicyResponse, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { compiled } from '../compiled.ts'
import { invalidInput, noSuchEntity } from '../errors.ts'
import type { Asker } from '../evaluate/evaluate.ts'
import { policiesOfArn } from '../principal/policies-of.ts'
import * as roles from '../role/role.store.ts'
import { parseRoleArn } from '../role/role.ts'
import * as users from '../user/user.store.ts'
import { userNameOf } from '../user/user.ts'
import { documents, simulate } from './simulation.ts'

/** Clients (SageMaker's SDK) ask this before they start work in a role's name. */
export const simulatePrincipalPolicy: Operation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> = (input, ctx) => {
  const arn = input.PolicySourceArn
  const roleName = parseRoleArn(arn)?.name
  const userName = userNameOf(arn)
  if (roleName === undefined && userName === undefined) throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)
  const known = roleName === undefined ? users.find(ctx.db, ctx.account, userName as string) : roles.find(ctx.db, ctx.account, roleName)
  if (!known || known.arn !== arn) throw noSuchEntity(`The ${roleName === undefined ? 'user' : 'role'} with name ${roleName ?? userName} cannot be found.`)
  const asker: Asker =
    roleName === undefined
      ? { kind: 'user', account: ctx.account, arn }
      : { kind: 'assumed-role', account: ctx.account, arn: `arn:aws:sts::${ctx.account}:assumed-role/${roleName}/simulation`, roleArn: arn }
  const own = policiesOfArn(ctx.db, arn)
  const boundary = documents('PermissionsBoundaryPolicyInputList', input.PermissionsBoundaryPolicyInputList)[0]
  const policies = { ...own, identity: [...own.identity, ...documents('PolicyInputList', input.PolicyInputList)], ...(boundary ? { boundary } : {}) }
  const controls = ctx.iam.controls()?.map((level) => level.map(({ id, document }) => ({ id, policy: compiled(document, 'identity') })))
  return simulate(ctx, asker, { ...policies, ...(controls && { controls }) }, input)
}
