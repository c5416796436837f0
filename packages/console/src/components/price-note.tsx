import Box from '@cloudscape-design/components/box'
import { preferences } from '../app/preferences.ts'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { priceMessages } from '../prices/price.messages.ts'
import { gbMonthText, hourText, monthText } from '../prices/price-text.ts'
import { hourOf, storagePrice, times } from '../prices/prices.ts'

export interface InstancesPriceProperties {
  readonly instances: readonly { readonly type: string; readonly count: number }[]
  /** Of the volumes that are billed as long as the resource exists. */
  readonly volumeGb?: number
  readonly explanation: string
}

/** The price of instances by the hour, and of their volume by the month. */
export function InstancesPrice({ instances, volumeGb, explanation }: InstancesPriceProperties) {
  const texts = useText(priceMessages)
  const { region } = useStore(preferences)
  const hour = hourOf(instances, region)
  const storage = storagePrice('ml', region)
  const month = volumeGb ? [monthText(times(storage, volumeGb), texts)] : []
  return <PriceNote prices={hour ? [hourText(hour, texts), ...month] : [texts.unknownHour, ...month]} explanation={explanation} />
}

/** What a bucket's data costs. */
export function BucketPrice() {
  const texts = useText(priceMessages)
  const { region } = useStore(preferences)
  return <PriceNote prices={[gbMonthText(storagePrice('s3', region), texts)]} explanation={texts.perGb} />
}

/** What the click will cost on AWS, just above the button; `prices` as texts, nothing for what is free. */
export function PriceNote({ prices, explanation }: { readonly prices: readonly string[]; readonly explanation?: string }) {
  const texts = useText(priceMessages)
  const said = prices.length > 0 ? texts.onAws(prices.join(' + ')) : texts.free
  return (
    <Box color="text-body-secondary">
      <span data-price>{[said, explanation, texts.nothingBilled].filter(Boolean).join(' ')}</span>
    </Box>
  )
}
