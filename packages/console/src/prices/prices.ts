/** What things cost on AWS: for the note before a click, and for the clean-up page. Kenja itself bills nothing. */
import { type MlInstance, mlInstances } from './ml-instances.ts'

/** How far a price can be trusted. `estimate`: derived, or another Region's. */
export type Trust = 'listed' | 'undated' | 'estimate'

export interface Price {
  readonly usd: number
  readonly trust: Trust
}

const byName = new Map(mlInstances.map((one) => [one.name, one]))

export const instanceNamed = (name: string): MlInstance | undefined => byName.get(name)

/** ml.m4 stands in no list any more: its price by the ratio to EC2's, 0.24 USD for xlarge. */
const M4_SIZES: Readonly<Record<string, number>> = { 'ml.m4.xlarge': 1, 'ml.m4.2xlarge': 2, 'ml.m4.4xlarge': 4, 'ml.m4.10xlarge': 10, 'ml.m4.16xlarge': 16 }
const M4_USD = { 'us-east-1': 0.24, 'ap-northeast-1': 0.31 } as const

/** An hour of one instance; undefined when no price is known. */
export function hourlyPrice(instanceType: string, region: string): Price | undefined {
  const tokyo = region === 'ap-northeast-1'
  const m4 = M4_SIZES[instanceType]
  if (m4 !== undefined) return { usd: rounded(m4 * (tokyo ? M4_USD['ap-northeast-1'] : M4_USD['us-east-1'])), trust: 'estimate' }
  const known = byName.get(instanceType)
  if (tokyo && known?.tokyoUsd !== undefined) return { usd: known.tokyoUsd, trust: 'estimate' }
  if (!known?.usEast1) return undefined
  const { usd, mark } = known.usEast1
  return { usd, trust: region === 'us-east-1' ? mark : 'estimate' }
}

export const times = ({ usd, trust }: Price, count: number): Price => ({ usd: usd * count, trust })

/** All of them together, as uncertain as the least certain one. */
export const sumOf = (prices: readonly Price[]): Price => ({
  usd: prices.reduce((sum, { usd }) => sum + usd, 0),
  trust: prices.reduce<Trust>((weakest, { trust }) => weaker(weakest, trust), 'listed'),
})

/** Prices of several instance types together; undefined when one of them is not known. */
export function hourOf(instances: readonly { readonly type: string; readonly count: number }[], region: string): Price | undefined {
  const known = instances.flatMap(({ type, count }) => {
    const price = hourlyPrice(type, region)
    return price ? [times(price, count)] : []
  })
  return instances.length > 0 && known.length === instances.length ? sumOf(known) : undefined
}

/** USD a GB and month, by Region. Public readings of the price list (2026-09), a public bill of eu-west-1 (2023-12); Tokyo's are derived. */
const STORAGE: Readonly<Record<'ml' | 's3' | 'logs', Readonly<Record<string, Price>>>> = {
  ml: { 'us-east-1': { usd: 0.14, trust: 'listed' }, 'eu-west-1': { usd: 0.154, trust: 'listed' }, 'ap-northeast-1': { usd: 0.168, trust: 'estimate' } },
  s3: { 'us-east-1': { usd: 0.023, trust: 'listed' }, 'ap-south-1': { usd: 0.025, trust: 'listed' }, 'ap-northeast-1': { usd: 0.025, trust: 'estimate' } },
  logs: { 'us-east-1': { usd: 0.03, trust: 'estimate' }, 'ap-northeast-1': { usd: 0.033, trust: 'estimate' } },
}

/** A GB for a month: of a SageMaker volume, in S3 Standard, of stored logs. */
export function storagePrice(kind: 'ml' | 's3' | 'logs', region: string): Price {
  const prices = STORAGE[kind]
  return prices[region] ?? { usd: (prices['us-east-1'] as Price).usd, trust: 'estimate' }
}

/** As AWS's own calculators count a month. */
export const HOURS_A_MONTH = 730

/** The less certain of both. */
export const weaker = (one: Trust, other: Trust): Trust => {
  const order: readonly Trust[] = ['listed', 'undated', 'estimate']
  return order[Math.max(order.indexOf(one), order.indexOf(other))] as Trust
}

const rounded = (usd: number): number => Math.round(usd * 1e6) / 1e6
