/** What is being cleaned up in this tab: kept in its session storage, so that a reload goes on where it was; goes on while other pages are looked at. */
import { preferences, regionLocked } from '../../app/preferences.ts'
import { session } from '../../app/session.ts'
import { createStore } from '../../lib/store.ts'
import { readStored, writeStored } from '../../lib/stored.ts'
import { type Doing, deleteResource } from './delete-resource.ts'
import type { Kind, Resource } from './resource.ts'

export interface Step {
  readonly kind: Kind
  readonly name: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly doing?: Doing
  readonly error?: { readonly name: string; readonly message: string }
}

export interface Plan {
  /** Whose plan it is: someone else who signs in in this tab does not go on with it. */
  readonly accessKeyId: string
  readonly region: string
  /** In the order of deletion. */
  readonly steps: readonly Step[]
}

const KEY = 'kenja.clean-up'

const stored = readStored<Plan>(sessionStorage, KEY)
export const plan = createStore<Plan | undefined>(stored?.accessKeyId === session.get()?.accessKeyId ? stored : undefined)
plan.watch(() => writeStored(sessionStorage, KEY, plan.get()))
session.watch(() => {
  if (plan.get() && plan.get()?.accessKeyId !== session.get()?.accessKeyId) plan.set(undefined)
})

export const isUnderWay = (given: Plan | undefined): boolean => given?.steps.some(({ state }) => state === 'waiting' || state === 'running') ?? false

/** Begins; `resources` are in the order of deletion. Does nothing while another plan is under way. */
export function startCleanUp(resources: readonly Resource[], region: string): void {
  const accessKeyId = session.get()?.accessKeyId
  if (accessKeyId === undefined || isUnderWay(plan.get())) return
  plan.set({ accessKeyId, region, steps: resources.map(({ kind, name }) => ({ kind, name, state: 'waiting' })) })
  void goOn()
}

/** What failed is tried once more. */
export function retryFailed(): void {
  const current = plan.get()
  if (!current || isUnderWay(current)) return
  plan.set({ ...current, steps: current.steps.map(({ kind, name, state }) => ({ kind, name, state: state === 'failed' ? ('waiting' as const) : state })) })
  void goOn()
}

export const forgetPlan = (): void => plan.set(undefined)

function change(at: number, part: Partial<Step>): void {
  const current = plan.get()
  if (current) plan.set({ ...current, steps: current.steps.map((step, index) => (index === at ? { ...step, ...part } : step)) })
}

let running = false

/** Goes on with a plan that a reload has interrupted; not while another Region is chosen. */
export async function goOn(): Promise<void> {
  if (running || plan.get()?.region !== preferences.get().region) return
  running = true
  regionLocked.set(true)
  for (;;) {
    const steps = plan.get()?.steps ?? []
    const at = steps.findIndex(({ state }) => state === 'running' || state === 'waiting')
    const step = steps[at]
    if (!step) break
    change(at, { state: 'running' })
    try {
      await deleteResource(step.kind, step.name, (doing) => change(at, { doing }))
      change(at, { state: 'done' })
    } catch (error) {
      const { name, message } = error as Error
      change(at, { state: 'failed', error: { name, message } })
    }
  }
  running = false
  regionLocked.set(false)
}
