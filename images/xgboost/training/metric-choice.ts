import { isMaximized } from '../hyperparameters/metric-names.ts'
import type { Hyperparameters } from '../hyperparameters/validate.ts'
import type { ImageVersion } from '../versions.ts'
import { isCustomMetric } from './custom-metrics.ts'
import type { StoppingRule } from './early-stopping.ts'

export interface MetricChoice {
  /** libxgboost's own. */
  readonly native: readonly string[]
  /** The image's own. */
  readonly custom: readonly string[]
  readonly earlyStopping?: StoppingRule
}

/** `eval_metric` and the tuning job's metric together, parted into libxgboost's and the image's own, and what early stopping watches. */
export function chooseMetrics(hyperparameters: Hyperparameters, image: ImageVersion, hasValidation: boolean): MetricChoice {
  const given = hyperparameters.get('eval_metric')?.value as readonly string[] | undefined
  const tuned = hyperparameters.get('_tuning_objective_metric')?.text.split(':')[1]?.split(',')
  const metrics = given && tuned ? [...new Set([...tuned, ...given])].sort() : (given ?? tuned ?? [])
  const rounds = Number(hyperparameters.get('early_stopping_rounds')?.value ?? 0)
  const rule = rounds > 0 ? stoppingRule(rounds, (tuned ?? given)?.at(-1), image, hasValidation) : undefined
  return {
    native: metrics.filter((metric) => !isCustomMetric(metric, image)),
    custom: metrics.filter((metric) => isCustomMetric(metric, image)),
    ...(rule && { earlyStopping: rule }),
  }
}

function stoppingRule(rounds: number, metric: string | undefined, image: ImageVersion, hasValidation: boolean): StoppingRule | undefined {
  if (image.earlyStopping === 'python-1.2') return { rounds }
  return hasValidation && metric ? { rounds, metric: { name: metric, maximize: isMaximized(metric) } } : undefined
}
