/** What a boosting log says round by round: `[12]#011train-error:0.1#011validation-error:0.2` (0.72) or with tabs and `train-auc:0.9` (later images). */
export interface RoundSeries {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

export function readRounds(lines: readonly string[]): RoundSeries[] {
  const series = new Map<string, { x: number; y: number }[]>()
  for (const line of lines) {
    const round = /^\s*(?:\[[^\]]*:[^\]]*\]\s*)?\[(\d+)\](.*)$/.exec(line)
    if (!round) continue
    for (const [, name, value] of (round[2] as string).replaceAll('#011', '\t').matchAll(/([A-Za-z][\w@.-]*):(-?\d[\d.eE+-]*)/g)) {
      const points = series.get(name as string) ?? []
      series.set(name as string, points)
      points.push({ x: Number(round[1]), y: Number(value) })
    }
  }
  return [...series].map(([name, points]) => ({ name, points }))
}

/** From the lowest value to the highest, with a little air: an error that falls from 0.101 to 0.096 is seen to fall. */
export function heightOf(values: readonly number[]): [number, number] {
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  const air = (highest - lowest || Math.abs(highest) || 1) * 0.1
  return [lowest - air, highest + air]
}
