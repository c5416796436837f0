/** The fields of the XGBoost form: which hyperparameters come first, their defaults and ranges. Types and ranges are those of Kenja's image. */
import { aliases, type Hyperparameter, hyperparameterTable } from '../../../../../../images/xgboost/hyperparameters/table.ts'
import { imageVersion } from '../../../../../../images/xgboost/versions.ts'
import { type XgboostTag, xgboostVersions } from '../xgboost-images.ts'

/** XGBoost's own defaults, for what is left out. Sources: XGBoost's documentation, "XGBoost Parameters"; SageMaker's, "XGBoost hyperparameters". */
const DEFAULTS: Readonly<Record<string, string>> = {
  booster: 'gbtree',
  eta: '0.3',
  gamma: '0',
  max_depth: '6',
  min_child_weight: '1',
  max_delta_step: '0',
  subsample: '1',
  colsample_bytree: '1',
  colsample_bylevel: '1',
  colsample_bynode: '1',
  lambda: '1',
  alpha: '0',
  tree_method: 'auto',
  scale_pos_weight: '1',
  max_leaves: '0',
  max_bin: '256',
  grow_policy: 'depthwise',
  num_parallel_tree: '1',
  seed: '0',
  base_score: '0.5',
  verbosity: '1',
  silent: '0',
  csv_weights: '0',
  refresh_leaf: '1',
  process_type: 'default',
  sample_type: 'uniform',
  normalize_type: 'tree',
  rate_drop: '0',
  one_drop: '0',
  skip_drop: '0',
  lambda_bias: '0',
  sketch_eps: '0.03',
  sampling_method: 'uniform',
  tweedie_variance_power: '1.5',
  aft_loss_distribution: 'normal',
  aft_loss_distribution_scale: '1',
  save_model_on_termination: 'false',
}

/** What most people set, in this order; the rest can be added. */
export const firstFields: readonly string[] = [
  'objective',
  'num_round',
  'max_depth',
  'eta',
  'gamma',
  'min_child_weight',
  'subsample',
  'eval_metric',
  'early_stopping_rounds',
  'num_class',
]

/** What AWS's hands-on sets, and a first choice that is right for two classes. */
export const firstValues: Readonly<Record<string, string>> = {
  objective: 'binary:logistic',
  num_round: '100',
  max_depth: '5',
  eta: '0.2',
  gamma: '4',
  min_child_weight: '6',
  subsample: '0.8',
}

export interface XgboostField {
  readonly name: string
  /** An interval, as the image writes it, or undefined for choices. */
  readonly range: string | undefined
  readonly choices: readonly string[] | undefined
  readonly standard: string | undefined
  readonly required: boolean
  readonly kind: Hyperparameter['type']
}

export function xgboostFields(tag: XgboostTag): XgboostField[] {
  const { image } = xgboostVersions.find((version) => version.tag === tag) as (typeof xgboostVersions)[number]
  // Underscores begin what the image keeps for itself.
  return [...hyperparameterTable(imageVersion(image)).values()]
    .filter(({ name }) => !name.startsWith('_'))
    .map(({ name, type, range, required }) => ({
      name,
      kind: type,
      range: typeof range === 'string' ? range : undefined,
      choices: typeof range === 'string' ? undefined : range.map(String).filter((choice) => choice !== 'aft_loss_distribution'),
      standard: DEFAULTS[name],
      required: required === true,
    }))
}

/** Without what the chosen version does not have: another version was chosen after it was filled in. Aliases stay. */
export function knownTo(tag: XgboostTag, values: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set([...xgboostFields(tag).map(({ name }) => name), ...Object.keys(aliases)])
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))
}

/** What is wrong with a value: nothing, or why the image would refuse it. Empty stands for the default. */
export function wrongValue(field: XgboostField, text: string): 'required' | 'range' | 'choice' | 'number' | undefined {
  if (text === '') return field.required ? 'required' : undefined
  if (field.kind === 'Categorical') return field.choices?.includes(text) ? undefined : 'choice'
  if (field.kind !== 'Integer' && field.kind !== 'Continuous') return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || (field.kind === 'Integer' && !Number.isInteger(value))) return 'number'
  return field.range === undefined || within(value, field.range) ? undefined : 'range'
}

/** `[0, 1]`, `(0, +inf)`: round brackets leave the end out. */
export function within(value: number, interval: string): boolean {
  const match = /^([[(])\s*([^,]+),\s*([^\])]+)([\])])$/.exec(interval)
  if (!match) return true
  const [, open, low, high, close] = match as unknown as [string, string, string, string, string]
  const lowest = Number(low.replace('inf', 'Infinity'))
  const highest = Number(high.replace('inf', 'Infinity'))
  return (open === '[' ? value >= lowest : value > lowest) && (close === ']' ? value <= highest : value < highest)
}
