/** Which resource a call is about, told from its name and input alone, for "the same caller's last call concerned the same resource". */

const ABOUT_ONE = /^(?:Create|Describe|Start|Stop|Update|Delete)([A-Z][A-Za-z]*)$/

/** Text that is equal for calls about the same resource; undefined when the call is not about one (lists, logs, tags: they leave the memory alone). */
export function concernOf(operation: string, input: Readonly<Record<string, unknown>>, region: string): string | undefined {
  const kind = ABOUT_ONE.exec(operation)?.[1]
  const name = kind && input[`${kind}Name`]
  return typeof name === 'string' ? `${region} ${kind} ${name}` : undefined
}

export interface LastConcerns {
  get(caller: string): string | undefined
  set(caller: string, concern: string): void
}

/** Remembers one concern for each of the `capacity` latest callers. */
export function createLastConcerns(capacity: number): LastConcerns {
  const last = new Map<string, string>()
  return {
    get: (caller) => last.get(caller),
    set(caller, concern) {
      last.delete(caller)
      if (last.size >= capacity) last.delete(last.keys().next().value as string)
      last.set(caller, concern)
    },
  }
}
