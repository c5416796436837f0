import { useEffect, useState } from 'react'
import { readStored, writeStored } from '../lib/stored.ts'

/** A form's values: kept in this tab until the form is sent or left with Cancel, so that a reload or a step back loses nothing. */
export function useDraft<Values extends object>(key: string, initial: Values) {
  const storageKey = `kenja.draft.${key}`
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...readStored<Partial<Values>>(sessionStorage, storageKey) }))
  useEffect(() => writeStored(sessionStorage, storageKey, values), [storageKey, values])
  return {
    values,
    change: (change: Partial<Values>) => setValues((before) => ({ ...before, ...change })),
    forget: () => setTimeout(() => writeStored(sessionStorage, storageKey, undefined)),
  }
}
