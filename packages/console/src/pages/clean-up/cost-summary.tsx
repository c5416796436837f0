import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useText } from '../../i18n/use-text.ts'
import { priceMessages } from '../../prices/price.messages.ts'
import { hourText, monthText } from '../../prices/price-text.ts'
import { HOURS_A_MONTH, sumOf, times } from '../../prices/prices.ts'
import { cleanUpMessages } from './clean-up.messages.ts'
import { type Resource, totalOf } from './resource.ts'

/** What all of it costs together, and what forgetting it would cost. */
export function CostSummary({ resources }: { readonly resources: readonly Resource[] }) {
  const texts = useText(cleanUpMessages)
  const prices = useText(priceMessages)
  const { hour, month, unknown } = totalOf(resources)
  const forgotten = sumOf([times(hour, HOURS_A_MONTH), month])
  const count = texts.count(resources.filter(({ cost }) => cost.billed).length)
  return (
    <Container header={<Header variant="h2">{texts.nowBilled}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: texts.billed, value: unknown > 0 ? `${count} (${texts.unknownPrices(unknown)})` : count },
          { label: texts.hourly, value: hourText(hour, prices) },
          { label: texts.monthly, value: monthText(month, prices) },
          { label: texts.ifForgotten, value: monthText(forgotten, prices) },
        ]}
      />
    </Container>
  )
}
