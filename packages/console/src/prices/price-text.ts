import type { priceMessages } from './price.messages.ts'
import type { Price, Trust } from './prices.ts'

type Texts = (typeof priceMessages)['en']

const mark = (trust: Trust, texts: Texts): string => (trust === 'estimate' ? ` ${texts.estimate}` : trust === 'undated' ? ` ${texts.undated}` : '')

/** `0.24`, `0.0464`, `168.5`: as many digits as a price needs. */
export const usdText = (usd: number): string => (usd >= 100 ? usd.toFixed(0) : usd >= 1 ? String(Number(usd.toFixed(2))) : String(Number(usd.toPrecision(3))))

export const hourText = ({ usd, trust }: Price, texts: Texts): string => texts.perHour(usdText(usd)) + mark(trust, texts)
export const monthText = ({ usd, trust }: Price, texts: Texts): string => texts.perMonth(usdText(usd)) + mark(trust, texts)
export const gbMonthText = ({ usd, trust }: Price, texts: Texts): string => texts.perGbMonth(usdText(usd)) + mark(trust, texts)
