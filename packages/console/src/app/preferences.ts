/** What a person has chosen and a browser remembers: language, region, appearance. */
import type { Language } from '../i18n/messages.ts'
import { createStore } from '../lib/store.ts'
import { readStored, writeStored } from '../lib/stored.ts'

export interface Preferences {
  readonly language: Language
  readonly region: string
  readonly dark: boolean
  readonly compact: boolean
}

const KEY = 'kenja.preferences'

/** The first choice follows the browser and the system. */
function firstPreferences(): Preferences {
  const stored = readStored<Partial<Preferences>>(localStorage, KEY) ?? {}
  return {
    language: navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en',
    region: 'us-east-1',
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    compact: false,
    ...stored,
  }
}

export const preferences = createStore<Preferences>(firstPreferences())

/** True while something goes on step by step in one Region: another Region would be another thing of the same name. */
export const regionLocked = createStore(false)

export function prefer(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change })
  writeStored(localStorage, KEY, preferences.get())
}
