/** What a principal or a set of policies would be allowed: the same evaluator as for real calls, asked without a call. */
import type { ContextEntry, EvaluationResult } from '@aws-sdk/client-iam'
import type { Context } from '../../../operation.ts'
import { compiled } from '../compiled.ts'
import { invalidInput } from '../errors.ts'
import { type Asker, type Decision, evaluate, type Match, type NamedPolicy, type Policies, type Question } from '../evaluate/evaluate.ts'
import { MalformedPolicy } from '../evaluate/policy.ts'
import { type PageRequest, pageOfList } from '../page.ts'
import { isAwsManaged } from '../policy/policy.ts'

export interface SimulationRequest extends PageRequest {
  readonly ActionNames: readonly string[]
  readonly ResourceArns?: readonly string[] | undefined
  readonly ContextEntries?: readonly ContextEntry[] | undefined
}

/** Documents that came with a request, under the names that IAM gives them. Throws InvalidInput. */
export function documents(prefix: string, texts: readonly string[] | undefined): NamedPolicy[] {
  return (texts ?? []).map((text, index) => {
    try {
      return { id: `${prefix}.${index + 1}`, policy: compiled(text, 'identity') }
    } catch (error) {
      if (error instanceof MalformedPolicy) throw invalidInput(`Invalid policy document: ${error.message}`)
      throw error
    }
  })
}

/** Keys of the simulated call; the caller's entries win. */
function keysOf(ctx: Context, asker: Asker, entries: readonly ContextEntry[] | undefined): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>([
    ['aws:principalarn', [asker.roleArn ?? asker.arn]],
    ['aws:principalaccount', [asker.account]],
    ['aws:currenttime', [ctx.now.toISOString()]],
    ['aws:epochtime', [String(Math.floor(ctx.now.getTime() / 1000))]],
  ])
  if (asker.kind === 'user') keys.set('aws:username', [asker.arn.slice(asker.arn.lastIndexOf('/') + 1)])
  for (const { ContextKeyName: name, ContextKeyValues: values } of entries ?? []) if (name !== undefined) keys.set(name.toLowerCase(), values ?? [])
  return keys
}

const sourceType = (id: string) => {
  if (isAwsManaged(id)) return 'aws-managed'
  return id.startsWith('arn:') ? 'user-managed' : 'none'
}

const matched = ({ policyId }: Match) => ({ SourcePolicyId: policyId, SourcePolicyType: sourceType(policyId) as never })

function missingKeys(policies: Policies, keys: ReadonlyMap<string, unknown>): string[] {
  const all = [...policies.identity, ...(policies.boundary ? [policies.boundary] : [])].flatMap(({ policy }) => policy.statements)
  return [...new Set(all.flatMap(({ conditions }) => conditions.map(({ key }) => key)))].filter((key) => !keys.has(key)).sort()
}

const describe = (action: string, resource: string, decision: Decision, missing: readonly string[]): EvaluationResult => ({
  EvalActionName: action,
  EvalResourceName: resource,
  EvalDecision: decision.decision,
  MatchedStatements: decision.matches.map(matched),
  MissingContextValues: [...missing],
  ...(decision.boundaryAllows === undefined ? {} : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: decision.boundaryAllows } }),
})

/** What limits the account, asked alone: as root, whom nothing else limits. */
function organizationsDecision(question: Question, { controls }: Policies): Pick<EvaluationResult, 'OrganizationsDecisionDetail'> {
  if (!controls) return {}
  const { decision } = evaluate({ ...question, asker: { ...question.asker, kind: 'root' } }, { identity: [], controls })
  return { OrganizationsDecisionDetail: { AllowedByOrganizations: decision === 'allowed' } }
}

/** Every action on every resource (`*` when none is named), paged. */
export function simulate(ctx: Context, asker: Asker, policies: Policies, request: SimulationRequest) {
  const keys = keysOf(ctx, asker, request.ContextEntries)
  const missing = missingKeys(policies, keys)
  const resources = request.ResourceArns?.length ? request.ResourceArns : ['*']
  const questions = request.ActionNames.flatMap((action) => resources.map((resource) => ({ action, resource })))
  for (const { action } of questions) if (!/^[a-zA-Z0-9-]+:[a-zA-Z0-9*]+$/.test(action)) throw invalidInput(`Invalid Action: ${action}`)
  const numbered = questions.map((question, index) => ({ ...question, key: String(index).padStart(8, '0') }))
  const { items, rest } = pageOfList(request, ({ key }) => key, numbered)
  const results = items.map(({ action, resource }) => ({
    ...describe(action, resource, evaluate({ action, resource, asker, keys }, policies), missing),
    ...organizationsDecision({ action, resource, asker, keys }, policies),
  }))
  return { EvaluationResults: results, ...rest }
}
