/** A key's policy as KMS checks it before it keeps it. */
import { asList, statementsOf } from '../../../lib/public-policy.ts'
import type { Context, Scope } from '../../../operation.ts'
import { limitExceeded, malformedPolicy } from '../errors.ts'
import { kmsLimits } from '../limits.ts'

/** The only name that a key's policy has. */
export const POLICY_NAME = 'default'

/** What a key made by the API has whose maker names no policy: the account's own policies decide (AWS: "Default key policy"). */
export const defaultPolicy = ({ account }: Scope): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [{ Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
  })

type Json = Readonly<Record<string, unknown>>

const PRINCIPAL = /^(?:\*|\d{12}|arn:aws:iam::\d{12}:(?:root|(?:user|role)\/[\w+=,.@/-]+)|arn:aws:sts::\d{12}:(?:assumed-role|federated-user)\/[\w+=,.@/-]+)$/

function checkPrincipals(statement: Json): void {
  const named = statement.Principal ?? statement.NotPrincipal
  if (named === undefined) throw malformedPolicy('Policy contains a statement with no principal.')
  const names = typeof named === 'object' && named !== null ? asList((named as Json).AWS) : []
  if (names.some((name) => typeof name !== 'string' || !PRINCIPAL.test(name))) {
    throw malformedPolicy('Policy contains a statement with one or more invalid principals.')
  }
}

/** Throws MalformedPolicyDocumentException or LimitExceededException. */
export function checkKeyPolicy(ctx: Context, arn: string, document: string, bypass: boolean | undefined): void {
  if (Buffer.byteLength(document) > kmsLimits.policyBytes) throw limitExceeded(`A key policy has at most ${kmsLimits.policyBytes} bytes.`)
  const wrong = ctx.iam.checkPolicy(document)
  if (wrong !== undefined) throw malformedPolicy(wrong)
  for (const statement of statementsOf(JSON.parse(document) as Json)) checkPrincipals(statement)
  if (!bypass && !ctx.iam.admits(document, 'kms:PutKeyPolicy', arn)) {
    throw malformedPolicy('The new key policy will not allow you to update the key policy in the future.')
  }
}
