/** Statistics over data points. */
import type { Datapoint } from './datapoint.store.ts'

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/

/** A statistic as a number, or undefined where the data do not allow it (a percentile of summaries whose values are not known). */
export type Statistic = (points: readonly Datapoint[]) => number | undefined

const count = (points: readonly Datapoint[]) => points.reduce((total, point) => total + point.count, 0)
const sum = (points: readonly Datapoint[]) => points.reduce((total, point) => total + point.sum, 0)

const simple: Readonly<Record<string, Statistic>> = {
  SampleCount: count,
  Sum: sum,
  Average: (points) => sum(points) / count(points),
  Minimum: (points) => points.reduce((least, { minimum }) => Math.min(least, minimum), Number.POSITIVE_INFINITY),
  Maximum: (points) => points.reduce((most, { maximum }) => Math.max(most, maximum), Number.NEGATIVE_INFINITY),
}

/** The smallest value that at least so many per cent of all values do not exceed (nearest rank). */
function percentile(percent: number): Statistic {
  return (points) => {
    if (points.some(({ minimum, maximum }) => minimum !== maximum)) return undefined
    const ordered = [...points].sort((left, right) => left.minimum - right.minimum)
    const rank = (percent / 100) * count(points)
    let seen = 0
    const found = ordered.find((point) => {
      seen += point.count
      // Sums of fractions miss whole numbers by a hair.
      return seen >= rank - 1e-9
    })
    return (found ?? ordered.at(-1))?.minimum
  }
}

/** The statistic of a name: one of the five, or `p0` to `p100`. Undefined for all others (tm, wm, tc, ts, pr, IQM), which Kenja does not compute. */
export function statisticOf(name: string): Statistic | undefined {
  if (Object.hasOwn(simple, name)) return simple[name]
  const match = PERCENTILE.exec(name)
  return match ? percentile(Number(match[1])) : undefined
}

export const isPercentile = (name: string): boolean => PERCENTILE.test(name)
