/** What a service brings to the console: its pages, its navigation, the words by which it is found. */
import type { ComponentType } from 'react'
import type { Catalogue, Texts } from '../i18n/messages.ts'

export interface PageProperties {
  /** What the path's parts say: `:name`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

export interface Crumb {
  readonly text: string
  readonly href: string
}

export interface Route<English extends Texts = Texts> {
  readonly path: string
  readonly load: () => Promise<ComponentType<PageProperties>>
  /** After the area's own: the last one is the page itself, and the window's title. */
  readonly crumbs: (texts: Catalogue<English>['en'], parameters: Readonly<Record<string, string>>) => readonly Crumb[]
}

export interface NavigationSection {
  /** Without a title: links that stand alone. */
  readonly title?: string
  readonly links: readonly Crumb[]
}

export interface Area<English extends Texts = Texts> {
  readonly id: string
  readonly home: string
  readonly texts: Catalogue<English>
  readonly title: (texts: Catalogue<English>['en']) => string
  readonly description: (texts: Catalogue<English>['en']) => string
  /** Words of a search beside title and links, in any language. */
  readonly alsoFoundBy: readonly string[]
  readonly navigation: (texts: Catalogue<English>['en']) => readonly NavigationSection[]
  readonly routes: readonly Route<English>[]
}

/** Checks an area's functions against its own catalogue, then forgets which catalogue it is. */
export const defineArea = <English extends Texts>(area: Area<English>): Area => area as unknown as Area
