/** What happened, at the top of whatever page is open: survives going to another page. */
import { createStore } from '../lib/store.ts'

export interface Flash {
  readonly id: string
  readonly type: 'success' | 'info' | 'error'
  readonly text: string
  /** What failed; shown with AWS's message and its meaning. */
  readonly error?: unknown
}

export const flashes = createStore<readonly Flash[]>([])
let count = 0
const MOST = 5

export function flash(type: Flash['type'], text: string, error?: unknown): void {
  flashes.set([{ id: String(++count), type, text, ...(error !== undefined && { error }) }, ...flashes.get()].slice(0, MOST))
}

export const dismiss = (id: string): void => flashes.set(flashes.get().filter((one) => one.id !== id))
