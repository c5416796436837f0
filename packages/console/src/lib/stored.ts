/** What a browser keeps; a browser that keeps nothing (private windows may) is fine. */
export function readStored<Value>(storage: Storage, key: string): Value | undefined {
  try {
    const text = storage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}

/** `undefined` removes it. */
export function writeStored(storage: Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify(value))
  } catch {
    // Full, or switched off.
  }
}
