import { useState } from 'react'
import type { Query } from '../aws/use-query.ts'
import { type ResourceTableProperties, stillThere } from './resource-table.tsx'

export interface Selected<Item> {
  /** As the last answer has it; undefined when nothing is selected, or when it is gone. */
  readonly current: Item | undefined
  /** For the table. */
  readonly selection: NonNullable<ResourceTableProperties<Item>['selection']>
}

/** The one row of a list that its buttons act on. */
export function useSelected<Item>({ data = [] }: Query<readonly Item[]>, nameOf: (item: Item) => string): Selected<Item> {
  const [selected, onChange] = useState<readonly Item[]>([])
  return { current: stillThere(selected, data, nameOf)[0], selection: { type: 'single', selected, onChange } }
}
