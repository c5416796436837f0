import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { LoadedModel } from './loaded-model.ts'

/** A model of a multi-model endpoint: in memory, or why it cannot be. */
export type Holding = { readonly models: readonly LoadedModel[] } | { readonly trouble: string }

interface Entry {
  readonly url: string
  readonly bytes: number
  readonly holding: Holding
}

/** libxgboost's trees, the evaluator's, and what loading leaves behind: so many bytes of memory a byte of model file, at most. */
const MEMORY_PER_FILE_BYTE = 3
const MEMORY_PER_MODEL = 256 * 1024

/** What the models of a multi-model endpoint may take of the instance's memory. */
export function modelBudget(instanceBytes: number, ownBytes: number): number {
  return Math.max(0, instanceBytes * 0.8 - ownBytes)
}

/** The models that one serving process holds, by the platform's names for them. */
export class LoadedModels {
  readonly #entries = new Map<string, Entry>()
  readonly #load: (folder: string) => LoadedModel[]
  readonly #budgetBytes: number

  /** `load` throws Error in the image's words when a folder's model cannot be loaded. */
  constructor(load: (folder: string) => LoadedModel[], budgetBytes: number) {
    this.#load = load
    this.#budgetBytes = budgetBytes
  }

  find(name: string): Holding | undefined {
    return this.#entries.get(name)?.holding
  }

  urlOf(name: string): string | undefined {
    return this.#entries.get(name)?.url
  }

  list(): { name: string; url: string }[] {
    return [...this.#entries].map(([name, { url }]) => ({ name, url }))
  }

  /** `full`: the platform is to unload others first. A model that cannot be loaded is held as such: AWS's image tells at the first prediction. */
  load(name: string, folder: string): 'loaded' | 'conflict' | 'full' {
    if (this.#entries.has(name)) return 'conflict'
    const bytes = memoryOf(folder)
    const held = [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0)
    if (held + bytes > this.#budgetBytes) return 'full'
    this.#entries.set(name, { url: folder, bytes, holding: this.#hold(folder) })
    return 'loaded'
  }

  /** False when there is no such model. */
  unload(name: string): boolean {
    const entry = this.#entries.get(name)
    if (!entry) return false
    this.#entries.delete(name)
    if ('models' in entry.holding) for (const { booster } of entry.holding.models) booster.free()
    return true
  }

  #hold(folder: string): Holding {
    try {
      return { models: this.#load(folder) }
    } catch (error) {
      return { trouble: (error as Error).message }
    }
  }
}

function memoryOf(folder: string): number {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files.reduce((sum, { name }) => sum + MEMORY_PER_MODEL + statSync(path.join(folder, name)).size * MEMORY_PER_FILE_BYTE, 0)
}
