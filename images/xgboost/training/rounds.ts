import type { Booster } from '../engine/booster.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import { percentF, percentG, pythonFloat } from '../python-text.ts'
import { atLeast, type ImageVersion } from '../versions.ts'
import { customMetric, usesMargins } from './custom-metrics.ts'
import { printLine } from './log.ts'

export interface Watched {
  readonly name: 'train' | 'validation'
  readonly matrix: DMatrix
}

export interface RoundsPlan {
  readonly rounds: number
  readonly watched: readonly Watched[]
  /** Metrics that the image computes itself, after libxgboost's own. */
  readonly customMetrics: readonly string[]
  readonly earlyStopping?: { readonly rounds: number; readonly metric: string; readonly maximize: boolean }
  /** Called after each round; may wait, so that signals get their turn. */
  readonly afterRound: (booster: Booster) => Promise<void>
}

/** One printed value. */
interface Score {
  readonly data: string
  readonly metric: string
  readonly value: number
}

/** What the training found; `bestIteration` and `bestScore` are set when early stopping watched. */
export interface RoundsResult {
  readonly roundsDone: number
  readonly bestIteration?: number
  readonly bestScore?: number
}

/** Boosts round by round, evaluates after each as AWS's image does, and prints the line that metric definitions match. */
export async function boost(booster: Booster, image: ImageVersion, plan: RoundsPlan): Promise<RoundsResult> {
  const [train] = plan.watched as [Watched, ...Watched[]]
  const matrices = plan.watched.map(({ matrix }) => matrix)
  const names = plan.watched.map(({ name }) => name)
  const labels = plan.customMetrics.length > 0 ? matrices.map((matrix) => matrix.info('label')) : []
  const watch = plan.earlyStopping && new EarlyStopping(plan.earlyStopping)
  // The Python package spoke of early stopping until 1.3.
  const tells = plan.earlyStopping && !atLeast(image.engine, '1.3')
  if (tells) printLine(`Will train until validation-${plan.earlyStopping?.metric} hasn't improved in ${plan.earlyStopping?.rounds} rounds.`)
  const lines: string[] = []
  let round = 0
  for (; round < plan.rounds; round += 1) {
    booster.update(round, train.matrix)
    const scores = parseEvaluation(booster.evaluate(round, matrices, names))
    const custom = evaluateCustom(booster, image, plan, labels)
    const line = roundLine(round, scores, custom, image)
    lines.push(line)
    printLine(line)
    await plan.afterRound(booster)
    if (watch?.isOver(round, [...scores, ...custom])) {
      round += 1
      if (tells) printLine(`Stopping. Best iteration:\n${lines[watch.best.bestIteration ?? 0]}\n`)
      break
    }
  }
  return { roundsDone: round, ...watch?.best }
}

/** `[3]\ttrain-error:0.1\tvalidation-error:0.2` → its values. A metric's name may hold dashes, the data's names do not. */
function parseEvaluation(line: string): Score[] {
  return line
    .split('\t')
    .slice(1)
    .map((part) => {
      const dash = part.indexOf('-')
      const colon = part.lastIndexOf(':')
      return { data: part.slice(0, dash), metric: part.slice(dash + 1, colon), value: Number(part.slice(colon + 1)) }
    })
}

function evaluateCustom(booster: Booster, image: ImageVersion, { watched, customMetrics }: RoundsPlan, labels: readonly Float32Array[]): Score[] {
  if (customMetrics.length === 0) return []
  return watched.flatMap(({ name, matrix }, index) => {
    const predictions = booster.predict(matrix, { margin: usesMargins(image.engine) })
    return customMetrics.map((metric) => {
      const value = customMetric(metric, { predictions, labels: labels[index] as Float32Array }, image.engine)
      // XGBoost's Python package passes such values through '%f', so six decimals are all that is left of them.
      return { data: name, metric, value: Number(percentF(value, 6)) }
    })
  })
}

function roundLine(round: number, scores: readonly Score[], custom: readonly Score[], image: ImageVersion): string {
  const all = [...scores, ...custom]
  // From 1.3 on the values are kept by data set before they are printed.
  const ordered = atLeast(image.engine, '1.3') ? [...new Set(all.map(({ data }) => data))].flatMap((data) => all.filter((score) => score.data === data)) : all
  const format = (value: number) => (image.metricFormat === 'g' ? percentG(value) : percentF(value, 5))
  return `[${round}]${ordered.map(({ data, metric, value }) => `\t${data}-${metric}:${format(value)}`).join('')}`
}

/** Stops when the last `rounds` rounds brought nothing better on the validation data. */
class EarlyStopping {
  readonly #rounds: number
  readonly #metric: string
  readonly #maximize: boolean
  best: { readonly bestIteration?: number; readonly bestScore?: number } = {}

  constructor({ rounds, metric, maximize }: NonNullable<RoundsPlan['earlyStopping']>) {
    this.#rounds = rounds
    this.#metric = metric
    this.#maximize = maximize
  }

  isOver(round: number, scores: readonly Score[]): boolean {
    const score = scores.findLast(({ data, metric }) => data === 'validation' && metric === this.#metric)?.value
    if (score === undefined) return false
    const { bestScore = score, bestIteration = -1 } = this.best
    if (bestIteration < 0 || (this.#maximize ? score > bestScore : score < bestScore)) {
      this.best = { bestIteration: round, bestScore: score }
      return false
    }
    return round - bestIteration >= this.#rounds
  }
}

/**
 * Leaves what the Python package leaves in a model: the best round as attributes when early stopping watched (1.3 – 1.7 write the last round else),
 * and from 1.3 on only the rounds up to the best one.
 */
export function finishModel(booster: Booster, { engine }: ImageVersion, result: RoundsResult & { readonly treesPerRound: number }): void {
  const { bestIteration, bestScore, roundsDone, treesPerRound } = result
  if (bestIteration !== undefined) booster.keepRounds(bestIteration + 1)
  if (bestScore !== undefined) booster.setAttribute('best_score', pythonFloat(bestScore))
  const noted = bestIteration ?? (atLeast(engine, '1.3') && !atLeast(engine, '3.0') ? roundsDone - 1 : undefined)
  if (noted === undefined) return
  booster.setAttribute('best_iteration', String(noted))
  if (!atLeast(engine, '3.0')) booster.setAttribute('best_ntree_limit', String((noted + 1) * treesPerRound))
}
