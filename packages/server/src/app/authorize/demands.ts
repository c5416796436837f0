/** What a call demands: its actions, each on a resource. From AWS's public table, completed by the service's room. */
import type { ServiceId } from '#wire'
import type { Asked, Demand, ServiceAccess } from '../../access.ts'
import type { Context, OperationFile } from '../../operation.ts'
import { prefixOf, rooms } from './rooms.ts'
import { type ActionFacts, type ArnTemplate, factsOf } from './table.ts'

/** The unchanging part of what an operation demands. */
export interface Plan {
  readonly action: string
  readonly facts: ActionFacts | undefined
  readonly access: ServiceAccess
  readonly free: boolean
}

const nothing: ServiceAccess = {}
const plans = new Map<string, Plan>()

/** Operations are few, and only those that exist are asked for. */
export function planOf(service: ServiceId, operation: string): Plan {
  const id = `${service} ${operation}`
  const known = plans.get(id)
  if (known) return known
  const access = rooms[service] ?? nothing
  const action = `${prefixOf(service)}:${access.actions?.[operation] ?? operation}`
  const plan = { action, facts: factsOf(action), access, free: access.free?.includes(operation) ?? false }
  plans.set(id, plan)
  return plan
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function valueFor(variable: string, asked: Asked, access: ServiceAccess): string | undefined {
  const { ctx, input } = asked
  if (variable === 'Account') return ctx.account
  if (variable === 'Region') return ctx.region
  const room = access.variables?.[variable]
  if (room) return room(asked)
  const value = input[variable] ?? input[lowerFirst(variable)]
  return typeof value === 'string' && value !== '' && !value.startsWith('arn:') ? value : undefined
}

function fill({ texts, variables }: ArnTemplate, asked: Asked, access: ServiceAccess): string | undefined {
  let arn = texts[0] as string
  for (let index = 0; index < variables.length; index++) {
    const value = valueFor(variables[index] as string, asked, access)
    if (value === undefined) return undefined
    arn += value + (texts[index + 1] as string)
  }
  return arn
}

/** Whether an ARN has the form of a template. The last variable takes the rest. */
function hasForm({ texts }: ArnTemplate, arn: string): boolean {
  let at = 0
  for (const [index, text] of texts.entries()) {
    const found = index === 0 ? (arn.startsWith(text) ? 0 : -1) : arn.indexOf(text, at)
    if (found < 0) return false
    at = found + text.length
  }
  return texts.at(-1) !== '' || at <= arn.length
}

/** ARNs that stand in the request itself, such as ResourceArn. */
const givenArns = (input: Asked['input']): string[] =>
  Object.values(input).filter((value): value is string => typeof value === 'string' && value.startsWith('arn:'))

function resourcesOf({ facts, access }: Plan, asked: Asked): string[] {
  const own = access.resources?.[asked.operation]
  if (own) return [own(asked)]
  if (!facts || facts.templates.length === 0) return ['*']
  const { spell = (arn: string) => arn } = access
  const found = new Set<string>()
  let given: string[] | undefined
  for (const template of facts.templates) {
    const filled = fill(template, asked, access)
    given ??= filled === undefined ? givenArns(asked.input) : undefined
    const arn = filled ?? given?.find((candidate) => hasForm(template, candidate))
    if (arn !== undefined) found.add(spell(arn))
  }
  return found.size > 0 ? [...found] : ['*']
}

/** One after the other: a later demand is worked out when the earlier ones are granted. */
export function* demandsOf(service: ServiceId, asked: Asked, file: OperationFile | undefined): Generator<Demand> {
  if (file?.authorizes) {
    yield* file.authorizes(asked.input as never, asked.ctx as Context)
    return
  }
  const plan = planOf(service, asked.operation)
  if (plan.free) return
  const resources = resourcesOf(plan, asked)
  for (const resource of resources) yield { action: plan.action, resource }
  if (plan.access.also) yield* plan.access.also(asked, resources[0] as string)
}
