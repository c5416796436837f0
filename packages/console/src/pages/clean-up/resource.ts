/** What a clean-up is about: things in the account, what each costs while it exists, and what must go before it. */
import { type Price, sumOf } from '../../prices/prices.ts'

/** In the order in which they can be deleted: what others use goes after them. */
export const kinds = [
  'trainingJob',
  'transformJob',
  'endpoint',
  'endpointConfig',
  'model',
  'notebook',
  'lifecycleConfig',
  'codeRepository',
  'bucket',
  'logGroup',
  'role',
  'policy',
] as const
export type Kind = (typeof kinds)[number]

export interface Cost {
  /** Key of the text that says why it is billed or not. */
  readonly reason: Reason
  readonly billed: boolean
  /** While it is as it is now; undefined where no price is known. */
  readonly hour?: Price
  readonly month?: Price
}

export type Reason =
  | 'jobRuns'
  | 'jobEnded'
  | 'endpointUp'
  | 'endpointDown'
  | 'configFree'
  | 'modelFree'
  | 'notebookRuns'
  | 'notebookStopped'
  | 'settingFree'
  | 'bucketFull'
  | 'bucketEmpty'
  | 'logsStored'
  | 'logsEmpty'
  | 'identityFree'

export interface Resource {
  readonly kind: Kind
  /** A name, or the ARN of a policy. */
  readonly name: string
  /** The API's own word. */
  readonly status?: string | undefined
  readonly cost: Cost
  /** Identifiers of what uses it and therefore has to go first. */
  readonly usedBy: readonly string[]
  /** Where its page is. */
  readonly href?: string
}

export const idOf = ({ kind, name }: Pick<Resource, 'kind' | 'name'>): string => `${kind} ${name}`

/** In the order of deletion; within a kind by name. */
export const inOrder = <One extends Pick<Resource, 'kind' | 'name'>>(all: readonly One[]): One[] =>
  [...all].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.name.localeCompare(other.name))

export interface Total {
  readonly hour: Price
  readonly month: Price
  /** Billed things whose price is not known. */
  readonly unknown: number
}

/** What all of them cost together, while they are as they are. */
export function totalOf(resources: readonly Resource[]): Total {
  const billed = resources.filter(({ cost }) => cost.billed)
  const sum = (prices: readonly (Price | undefined)[]): Price => sumOf(prices.filter((price) => price !== undefined))
  return {
    hour: sum(billed.map(({ cost }) => cost.hour)),
    month: sum(billed.map(({ cost }) => cost.month)),
    unknown: billed.filter(({ cost }) => !cost.hour && !cost.month).length,
  }
}

/** What was chosen, and whatever uses it: without those, the API would refuse. */
export function withUsers(chosen: readonly Resource[], all: readonly Resource[]): Resource[] {
  const byId = new Map(all.map((one) => [idOf(one), one]))
  const found = new Map<string, Resource>()
  const add = (one: Resource) => {
    if (found.has(idOf(one))) return
    found.set(idOf(one), one)
    for (const id of one.usedBy) {
      const user = byId.get(id)
      if (user) add(user)
    }
  }
  for (const one of chosen) add(one)
  return inOrder([...found.values()])
}
