/** What every Describe of a region's network does. */
import type { Ports } from '../../operation.ts'
import { begin } from './begin.ts'
import { pick } from './find.ts'
import type { NamedKind, Resource } from './resource.ts'
import { type FilterTable, filtered, type Picked, page } from './select.ts'
import { tagsOf } from './tags.ts'

export interface Look<K extends NamedKind> {
  readonly kind: K
  /** The ids that the caller asks for. */
  readonly ids: readonly (string | undefined)[] | undefined
  /** Their name in EC2's sentences. */
  readonly idsName: string
  readonly notFound: (ids: readonly string[]) => Error
  readonly filters: FilterTable<Resource<K>>
}

export function look<K extends NamedKind>(
  ports: Ports,
  input: Picked & { readonly DryRun?: boolean | undefined },
  { kind, ids, idsName, notFound, filters }: Look<K>,
): { readonly things: readonly Resource<K>[]; readonly more: { readonly NextToken?: string } } {
  begin(ports, input)
  const found = filtered(pick(ports, kind, ids, notFound), input.Filters, filters, ({ id }) => tagsOf(ports, kind, id))
  const { things, nextToken } = page(found, input, { name: idsName, given: ids })
  return { things, more: nextToken === undefined ? {} : { NextToken: nextToken } }
}
