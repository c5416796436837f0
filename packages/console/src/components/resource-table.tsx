import { useCollection } from '@cloudscape-design/collection-hooks'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import type { ReactNode } from 'react'
import type { Query } from '../aws/use-query.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { ErrorAlert } from './error-text.tsx'

export interface Column<Item> {
  readonly id: string
  readonly header: string
  readonly cell: (item: Item) => ReactNode
  /** What it is sorted by; without it, it is not. */
  readonly sortBy?: (item: Item) => string | number | Date | undefined
}

export interface ResourceTableProperties<Item> {
  readonly title: string
  readonly description?: string
  readonly query: Query<readonly Item[]>
  readonly columns: readonly Column<Item>[]
  /** The item's name: identifies it, and is what the filter looks at, with `alsoFind`. */
  readonly nameOf: (item: Item) => string
  readonly alsoFind?: (item: Item) => string
  readonly empty: ReactNode
  /** Buttons right of the title; the selected items are theirs to act on. */
  readonly actions?: ReactNode
  readonly selection?: {
    readonly type: 'single' | 'multi'
    readonly selected: readonly Item[]
    readonly onChange: (items: Item[]) => void
  }
  /** Within a page that has more than the table. */
  readonly variant?: 'full-page' | 'container'
  readonly sortedBy?: { readonly id: string; readonly descending?: boolean }
  readonly filter?: boolean
  readonly pageSize?: number
}

/** A list page's table: counter, refresh, filter, sorting, pages, selection. */
export function ResourceTable<Item>(properties: ResourceTableProperties<Item>) {
  const { query, nameOf, empty, selection, variant = 'full-page', filter = true } = properties
  const common = useText(commonMessages)
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount } = useTable(properties)
  return (
    <SpaceBetween size="m">
      <ErrorAlert error={query.error} onRetry={query.reload} />
      <Table<Item>
        {...collectionProps}
        variant={variant}
        items={items}
        columnDefinitions={columnDefinitions(properties.columns)}
        loading={query.loading}
        loadingText={common.loading}
        trackBy={nameOf}
        empty={<Box textAlign="center">{empty}</Box>}
        header={<TableHeader {...properties} />}
        {...(filter && {
          filter: (
            <TextFilter
              {...filterProps}
              filteringPlaceholder={common.find(properties.title)}
              filteringAriaLabel={common.find(properties.title)}
              countText={common.matches(filteredItemsCount ?? 0)}
            />
          ),
        })}
        pagination={paginationProps.pagesCount > 1 && <Pagination {...paginationProps} />}
        {...(selection && {
          selectionType: selection.type,
          selectedItems: stillThere(selection.selected, query.data ?? [], nameOf),
          onSelectionChange: ({ detail }) => selection.onChange(detail.selectedItems),
          ariaLabels: {
            selectionGroupLabel: properties.title,
            itemSelectionLabel: (_, item) => common.select(nameOf(item)),
            allItemsSelectionLabel: () => properties.title,
          },
        })}
      />
    </SpaceBetween>
  )
}

/** The selected items as they are now; those that are gone, are gone. */
export function stillThere<Item>(selected: readonly Item[], items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const names = new Set(selected.map(nameOf))
  return items.filter((item) => names.has(nameOf(item)))
}

function useTable<Item>({ query, nameOf, alsoFind, columns, sortedBy, empty, pageSize = 25 }: ResourceTableProperties<Item>) {
  const common = useText(commonMessages)
  const definitions = columnDefinitions(columns)
  const sortingColumn = sortedBy && definitions.find(({ id }) => id === sortedBy.id)
  return useCollection(query.data ?? [], {
    filtering: {
      filteringFunction: (item, text) => `${nameOf(item)} ${alsoFind?.(item) ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
      noMatch: common.nothingFound,
      empty,
    },
    pagination: { pageSize },
    sorting: sortingColumn ? { defaultState: { sortingColumn, isDescending: sortedBy?.descending ?? false } } : {},
  })
}

const columnDefinitions = <Item,>(columns: readonly Column<Item>[]): TableProps.ColumnDefinition<Item>[] =>
  columns.map(({ id, header, cell, sortBy }, at) => ({
    id,
    header,
    cell,
    isRowHeader: at === 0,
    ...(sortBy && { sortingComparator: (one: Item, other: Item) => compare(sortBy(one), sortBy(other)) }),
  }))

type Sortable = string | number | Date | undefined

function compare(one: Sortable, other: Sortable): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined)
  if (typeof one === 'string' && typeof other === 'string') return one.localeCompare(other, undefined, { numeric: true })
  return Number(one) - Number(other)
}

function TableHeader<Item>({ title, description, query, actions, variant = 'full-page' }: ResourceTableProperties<Item>) {
  const common = useText(commonMessages)
  return (
    <Header
      variant={variant === 'full-page' ? 'awsui-h1-sticky' : 'h2'}
      {...(query.data && { counter: `(${query.data.length})` })}
      {...(description && { description })}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="refresh" ariaLabel={common.refresh} onClick={query.reload} loading={query.loading} />
          {actions}
        </SpaceBetween>
      }
    >
      {title}
    </Header>
  )
}
