/**
 * A policy of what was really used: the actions, each on its resources. AWS's own generator knows no data events, no PassRole and few resources; this one knows them,
 * so that its policy can be attached as it is.
 */
import type { PermissionUse } from '../../../operation.ts'
import { generalise, summarise } from './generalise.ts'

export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

const PASS_ROLE = 'iam:PassRole'

const oneOrMany = (list: readonly string[]): string | readonly string[] => (list.length === 1 ? (list[0] as string) : list)

/** AWS's own names of statements. */
const sid = (number: number) => `SupportedServiceSid${number}`

type Draft = Omit<PolicyStatement, 'Sid'>

/** Each role with the services it was passed to. */
function passRoleStatements(uses: readonly PermissionUse[]): Draft[] {
  const rolesByServices = new Map<string, string[]>()
  const servicesByRole = new Map<string, Set<string>>()
  for (const { action, resource, passedTo } of uses) {
    if (action !== PASS_ROLE || passedTo === undefined) continue
    servicesByRole.set(resource, (servicesByRole.get(resource) ?? new Set()).add(passedTo))
  }
  for (const [role, services] of servicesByRole) {
    const key = [...services].sort().join(' ')
    rolesByServices.set(key, [...(rolesByServices.get(key) ?? []), role])
  }
  return [...rolesByServices].sort().map(([services, roles]) => ({
    Effect: 'Allow',
    Action: PASS_ROLE,
    Resource: oneOrMany(roles.sort()),
    Condition: { StringEquals: { 'iam:PassedToService': oneOrMany(services.split(' ')) } },
  }))
}

/** Actions of one service on the same resources stand together. */
function otherStatements(uses: readonly PermissionUse[]): Draft[] {
  const resourcesByAction = new Map<string, Set<string>>()
  for (const { action, resource, passedTo } of uses) {
    if (action === PASS_ROLE && passedTo !== undefined) continue
    resourcesByAction.set(action, (resourcesByAction.get(action) ?? new Set()).add(generalise(resource)))
  }
  const groups = new Map<string, { actions: string[]; resources: string[] }>()
  for (const [action, found] of [...resourcesByAction].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const resources = found.has('*') ? ['*'] : summarise(found)
    const key = `${action.split(':')[0]} ${resources.join(' ')}`
    const group = groups.get(key)
    if (group) group.actions.push(action)
    else groups.set(key, { actions: [action], resources })
  }
  return [...groups.values()].map(({ actions, resources }) => ({ Effect: 'Allow', Action: oneOrMany(actions), Resource: oneOrMany(resources) }))
}

/** Undefined when nothing was used. */
export function generatedPolicy(
  uses: readonly PermissionUse[],
): { readonly Version: '2012-10-17'; readonly Statement: readonly PolicyStatement[] } | undefined {
  const drafts = [...otherStatements(uses), ...passRoleStatements(uses)]
  if (drafts.length === 0) return undefined
  return { Version: '2012-10-17', Statement: drafts.map((draft, number) => ({ Sid: sid(number), ...draft })) }
}
