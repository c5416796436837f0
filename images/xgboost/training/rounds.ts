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
  let round = 0
  for (; round < plan.rounds; round += 1) {
    booster.update(round, train.matrix)
    const scores = parseEvaluation(booster.evaluate(round, matrices, names))
    const custom = evaluateCustom(booster, image, plan, labels)
    printRound(round, scores, custom, image)
    await plan.afterRound(booster)
    if (watch?.isOver(round, [...scores, ...custom])) {
      round += 1
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

function printRound(round: number, scores: readonly Score[], custom: readonly Score[], image: ImageVersion): void {
  const all = [...scores, ...custom]
  // From 1.3 on the values are kept by data set before they are printed.
  const ordered = atLeast(image.engine, '1.3') ? [...new Set(all.map(({ data }) => data))].flatMap((data) => all.filter((score) => score.data === data)) : all
  const format = (value: number) => (image.metricFormat === 'g' ? percentG(value) : percentF(value, 5))
  printLine(`[${round}]${ordered.map(({ data, metric, value }) => `\t${data}-${metric}:${format(value)}`).join('')}`)
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

/** Leaves what early stopping found as the Python package does: attributes of the model, and from 1.3 on only the best rounds. */
export function keepBest(booster: Booster, { bestIteration, bestScore }: RoundsResult): void {
  if (bestIteration === undefined || bestScore === undefined) return
  booster.setAttribute('best_iteration', String(bestIteration))
  booster.setAttribute('best_score', pythonFloat(bestScore))
  booster.keepRounds(bestIteration + 1)
}
