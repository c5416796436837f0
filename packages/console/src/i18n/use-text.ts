import { preferences } from '../app/preferences.ts'
import { useStore } from '../lib/store.ts'
import type { Catalogue, Texts } from './messages.ts'

/** The texts of a catalogue in the language that is chosen. */
export function useText<English extends Texts>(catalogue: Catalogue<English>): Catalogue<English>['en'] {
  return catalogue[useStore(preferences).language]
}

/** The same outside components. */
export const textNow = <English extends Texts>(catalogue: Catalogue<English>): Catalogue<English>['en'] => catalogue[preferences.get().language]
