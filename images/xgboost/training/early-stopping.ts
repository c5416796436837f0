import type { Score } from './rounds.ts'

/** When to stop: `metric` of the validation data, or (undefined) the last printed value, whatever it is of. */
export interface StoppingRule {
  readonly rounds: number
  readonly metric?: { readonly name: string; readonly maximize: boolean }
}

/** What xgboost.train up to 1.2 knew to be better when larger; the image's own accuracy is not among them. */
const largerIsBetter = /^(auc|aucpr|map|ndcg)(@.*)?$/

/** Stops when the last `rounds` rounds brought nothing better. */
export class EarlyStopping {
  readonly rule: StoppingRule
  best: { readonly bestIteration?: number; readonly bestScore?: number; readonly bestLine?: string } = {}

  constructor(rule: StoppingRule) {
    this.rule = rule
  }

  isOver(round: number, scores: readonly Score[], line: string): boolean {
    const { metric, rounds } = this.rule
    const score = metric ? scores.findLast((each) => each.data === 'validation' && each.metric === metric.name) : scores.at(-1)
    if (!score) return false
    const maximize = metric ? metric.maximize : largerIsBetter.test(score.metric.split('-').at(-1) ?? '')
    const { bestScore = score.value, bestIteration = -1 } = this.best
    if (bestIteration < 0 || (maximize ? score.value > bestScore : score.value < bestScore)) {
      this.best = { bestIteration: round, bestScore: score.value, bestLine: line }
      return false
    }
    return round - bestIteration >= rounds
  }
}
