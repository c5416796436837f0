import type { Booster } from '../engine/booster.ts'
import type { Collective } from '../engine/collective.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import { percentF, percentG, pythonFloat } from '../python-text.ts'
import { atLeast, type ImageVersion } from '../versions.ts'
import { customMetric, usesMargins } from './custom-metrics.ts'
import { EarlyStopping, type StoppingRule } from './early-stopping.ts'
import { printLine } from './log.ts'

export interface Watched {
  readonly name: 'train' | 'validation'
  readonly matrix: DMatrix
}

export interface RoundsPlan {
  /** All rounds, those of a checkpoint among them. */
  readonly rounds: number
  /** The first round to do: 0, or how many a checkpoint has. */
  readonly firstRound: number
  readonly train: DMatrix
  readonly watched: readonly Watched[]
  /** Metrics that the image computes itself, after libxgboost's own. */
  readonly customMetrics: readonly string[]
  readonly earlyStopping?: StoppingRule
  /** Called after each round; may wait, so that signals get their turn. */
  readonly afterRound: (booster: Booster, round: number) => Promise<void>
  /** Set when several hosts train together. */
  readonly collective?: Collective
}

/** One printed value. */
export interface Score {
  readonly data: string
  readonly metric: string
  readonly value: number
}

/** What the training found; `bestIteration` and `bestScore` are set when early stopping watched. */
export interface RoundsResult {
  readonly roundsDone: number
  readonly bestIteration?: number
  readonly bestScore?: number
  readonly bestLine?: string
  /** Of the last round. */
  readonly scores: readonly Score[]
}

/** Boosts round by round, evaluates after each as AWS's image does, and prints the line that metric definitions match. */
export async function boost(booster: Booster, image: ImageVersion, plan: RoundsPlan): Promise<RoundsResult> {
  const matrices = plan.watched.map(({ matrix }) => matrix)
  const names = plan.watched.map(({ name }) => name)
  const labels = plan.customMetrics.length > 0 ? matrices.map((matrix) => matrix.info('label')) : []
  const watch = plan.earlyStopping && new EarlyStopping(plan.earlyStopping)
  // Later images ask the Python package to be quiet about it.
  const tells = image.engine === '0.72'
  let ordered: readonly Score[] = []
  let round = plan.firstRound
  for (; round < plan.rounds; round += 1) {
    booster.update(round, plan.train)
    const scores = parseEvaluation(booster.evaluate(round, matrices, names))
    ordered = inPrintedOrder([...scores, ...evaluateCustom(booster, image, plan, labels)], image)
    const line = roundLine(round, ordered, image)
    if (watch && tells && round === plan.firstRound) tellEarlyStopping(watch, ordered)
    printRound(line, plan.collective)
    await plan.afterRound(booster, round)
    if (watch?.isOver(round, ordered, line)) {
      round += 1
      if (tells) printLine(`Stopping. Best iteration:\n${watch.best.bestLine}\n`)
      break
    }
  }
  return { roundsDone: round, scores: ordered, ...watch?.best }
}

/** Of several hosts the first one's tracker prints, for the master: they all have the same values. */
function printRound(line: string, collective: Collective | undefined): void {
  if (!collective) printLine(line)
  else if (collective.rank === 0) collective.print(line)
}

function tellEarlyStopping({ rule }: EarlyStopping, scores: readonly Score[]): void {
  const last = scores.at(-1)
  if (!last) return
  if (scores.length > 1) printLine(`Multiple eval metrics have been passed: '${last.data}-${last.metric}' will be used for early stopping.\n`)
  printLine(`Will train until ${last.data}-${last.metric} hasn't improved in ${rule.rounds} rounds.`)
}

/** `[3]\ttrain-error:0.1\tvalidation-error:0.2` → its values. A metric's name may hold dashes, the data's names do not. */
export function parseEvaluation(line: string): Score[] {
  return line
    .split('\t')
    .slice(1)
    .map((part) => {
      const dash = part.indexOf('-')
      const colon = part.lastIndexOf(':')
      return { data: part.slice(0, dash), metric: part.slice(dash + 1, colon), value: Number(part.slice(colon + 1)) }
    })
}

/** The image's own metrics. `labels` are those of the watched data. */
export function evaluateCustom(
  booster: Booster,
  image: ImageVersion,
  {
    watched,
    customMetrics,
    collective,
  }: Pick<RoundsPlan, 'customMetrics' | 'collective'> & { readonly watched: readonly { readonly name: string; readonly matrix: DMatrix }[] },
  labels: readonly Float32Array[],
): readonly Score[] {
  if (customMetrics.length === 0) return []
  const scores = watched.flatMap(({ name, matrix }, index) => {
    const known = new Map<boolean, Float32Array>()
    const predict = (margin: boolean) => known.get(margin) ?? known.set(margin, booster.predict(matrix, { margin })).get(margin)
    return customMetrics.map((metric) => {
      const predictions = predict(usesMargins(metric, image)) as Float32Array
      const value = customMetric(metric, { predictions, labels: labels[index] as Float32Array }, image)
      // XGBoost's Python package passes such values through '%f', so six decimals are all that is left of them.
      return { data: name, metric, value: Number(percentF(value, 6)) }
    })
  })
  return averaged(scores, collective)
}

/** A metric that each host computed for its own rows: the hosts' mean, as the Python package has it. libxgboost's own are of all hosts already. */
function averaged(scores: readonly Score[], collective: Collective | undefined): readonly Score[] {
  if (!collective) return scores
  const sums = Float64Array.of(...scores.map(({ value }) => value), 1)
  collective.sum(sums)
  const hosts = sums[scores.length] as number
  return scores.map((score, index) => ({ ...score, value: (sums[index] as number) / hosts }))
}

/** From 1.3 on the values are kept by data set before they are printed. */
const inPrintedOrder = (all: readonly Score[], { engine }: ImageVersion): readonly Score[] =>
  atLeast(engine, '1.3') ? [...new Set(all.map(({ data }) => data))].flatMap((data) => all.filter((score) => score.data === data)) : all

function roundLine(round: number, scores: readonly Score[], image: ImageVersion): string {
  const format = (value: number) => (image.metricFormat === 'g' ? percentG(value) : percentF(value, 5))
  return `[${round}]${scores.map(({ data, metric, value }) => `\t${data}-${metric}:${format(value)}`).join('')}`
}

/**
 * Leaves what the Python package leaves in a model: the best round as attributes when early stopping watched (1.3 – 1.7 write the last round else),
 * and from 1.3 on only the rounds up to the best one.
 */
export function finishModel(booster: Booster, { engine, earlyStopping }: ImageVersion, result: RoundsResult & { readonly treesPerRound: number }): void {
  const { bestIteration, bestScore, bestLine, roundsDone, treesPerRound } = result
  if (bestIteration !== undefined && earlyStopping === 'callback') booster.keepRounds(bestIteration + 1)
  if (bestScore !== undefined) booster.setAttribute('best_score', pythonFloat(bestScore))
  if (bestLine !== undefined && earlyStopping === 'python-1.2') booster.setAttribute('best_msg', bestLine)
  const noted = bestIteration ?? (atLeast(engine, '1.3') && !atLeast(engine, '3.0') ? roundsDone - 1 : undefined)
  if (noted === undefined) return
  booster.setAttribute('best_iteration', String(noted))
  if (atLeast(engine, '1.3') && !atLeast(engine, '3.0')) booster.setAttribute('best_ntree_limit', String((noted + 1) * treesPerRound))
}
