import type { priceMessages } from './price.messages.ts'
import type { Price, Trust } from './prices.ts'

type Texts = (typeof priceMessages)['en']

const mark = (trust: Trust, texts: Texts): string => (trust === 'estimate' ? ` ${texts.estimate}` : trust === 'undated' ? ` ${texts.undated}` : '')

/** Below it, people only want to know that it is next to nothing. */
const LEAST = 0.001

/** `168`, `1.41`, `0.0464`, `< 0.001`: as many digits as a price needs. */
export function usdText(usd: number): string {
  if (usd > 0 && usd < LEAST) return `< ${LEAST}`
  if (usd >= 100) return usd.toFixed(0)
  return String(usd >= 1 ? Number(usd.toFixed(2)) : Number(usd.toPrecision(3)))
}

export const hourText = ({ usd, trust }: Price, texts: Texts): string => texts.perHour(usdText(usd)) + mark(trust, texts)
export const monthText = ({ usd, trust }: Price, texts: Texts): string => texts.perMonth(usdText(usd)) + mark(trust, texts)
export const gbMonthText = ({ usd, trust }: Price, texts: Texts): string => texts.perGbMonth(usdText(usd)) + mark(trust, texts)
