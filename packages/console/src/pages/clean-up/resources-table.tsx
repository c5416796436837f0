import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'
import { Status } from '../../components/status.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { priceMessages } from '../../prices/price.messages.ts'
import { hourText, monthText } from '../../prices/price-text.ts'
import { cleanUpMessages } from './clean-up.messages.ts'
import { type Cost, idOf, type Kind, type Resource } from './resource.ts'

export interface ResourcesTableProperties {
  readonly title: string
  readonly empty: string
  readonly resources: readonly Resource[]
  readonly selected: readonly Resource[]
  readonly disabled: boolean
  readonly onChange: (ids: readonly string[]) => void
}

/** In the order of deletion, with why each is billed or not. */
export function ResourcesTable({ title, empty, resources, selected, disabled, onChange }: ResourcesTableProperties) {
  const texts = useText(cleanUpMessages)
  const common = useText(commonMessages)
  const spoken = (id: string) => `${texts[id.slice(0, id.indexOf(' ')) as Kind]} ${id.slice(id.indexOf(' ') + 1)}`
  return (
    <Table<Resource>
      header={
        <Header variant="h2" counter={`(${resources.length})`}>
          {title}
        </Header>
      }
      items={resources}
      trackBy={idOf}
      selectionType="multi"
      selectedItems={selected}
      onSelectionChange={({ detail }) => onChange(detail.selectedItems.map(idOf))}
      isItemDisabled={() => disabled}
      empty={<Box textAlign="center">{empty}</Box>}
      wrapLines
      ariaLabels={{
        selectionGroupLabel: title,
        itemSelectionLabel: (_, one) => common.select(`${texts[one.kind]} ${shortName(one)}`),
        allItemsSelectionLabel: () => common.select(title),
      }}
      columnDefinitions={[
        { id: 'kind', header: texts.kind, cell: ({ kind }) => texts[kind], minWidth: 130 },
        { id: 'name', header: common.name, cell: (one) => <Name resource={one} />, isRowHeader: true, minWidth: 170 },
        { id: 'status', header: common.status, cell: ({ status }) => <Status value={status} />, minWidth: 130 },
        { id: 'cost', header: texts.cost, cell: ({ cost }) => <CostText cost={cost} />, minWidth: 250 },
        { id: 'users', header: texts.usedBy, cell: ({ usedBy }) => usedBy.map(spoken).join(', ') || '-', minWidth: 130 },
      ]}
    />
  )
}

/** The last part of a policy's ARN; every other name as it is. */
export const shortName = ({ kind, name }: Pick<Resource, 'kind' | 'name'>): string => (kind === 'policy' ? (name.split('/').at(-1) as string) : name)

function Name({ resource }: { readonly resource: Resource }) {
  return resource.href ? <Link href={resource.href}>{shortName(resource)}</Link> : shortName(resource)
}

/** The price, and below it why it is billed or not. */
function CostText({ cost }: { readonly cost: Cost }) {
  const texts = useText(cleanUpMessages)
  const prices = useText(priceMessages)
  const said = [cost.hour && hourText(cost.hour, prices), cost.month && monthText(cost.month, prices)].filter(Boolean)
  return (
    <>
      {cost.billed && (said.length > 0 ? said : [prices.unknown]).map((text) => <div key={text}>{text}</div>)}
      <Box color="text-body-secondary" fontSize="body-s">
        {texts[cost.reason]}
      </Box>
    </>
  )
}
