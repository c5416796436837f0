/**
 * Texts, in catalogues beside the pages that show them: `*.messages.ts`, English and Japanese side by side.
 * The type makes both have the same keys and the same parameters; `messages.test.ts` finds Japanese that is still English.
 */
export type Language = 'en' | 'ja'

type Text = string | ((...parts: never[]) => string)
export type Texts = Readonly<Record<string, Text>>

/** The same keys; a text for a text, a function of the same parameters for a function. */
type Translation<English extends Texts> = { readonly [Key in keyof English]: English[Key] extends string ? string : English[Key] }

export interface Catalogue<English extends Texts = Texts> {
  readonly en: Translation<English>
  readonly ja: Translation<English>
}

export const messages = <const English extends Texts>(catalogue: { readonly en: English; readonly ja: Translation<English> }): Catalogue<English> =>
  // The English side is its own translation; the compiler cannot see it while the keys are unknown.
  catalogue as unknown as Catalogue<English>
