import { type ImageName, type ImageVersion, imageAtLeast } from '../versions.ts'
import { metricNames } from './metric-names.ts'

export type HyperparameterType = 'Integer' | 'Continuous' | 'Categorical' | 'CommaSeparatedList' | 'Tuple' | 'NestedList'

export interface Hyperparameter {
  readonly name: string
  readonly type: HyperparameterType
  /** An interval in the image's own notation (`[0, 1]`, `(0, +inf)`), or the accepted values. */
  readonly range: string | readonly (string | number)[]
  readonly required?: true
  readonly since?: ImageName
  /** The last version that has it. */
  readonly until?: ImageName
}

/** AWS's other names for four of XGBoost's parameters; 0.90-1 did not know them. */
export const aliases: Readonly<Record<string, string>> = { learning_rate: 'eta', min_split_loss: 'gamma', reg_lambda: 'lambda', reg_alpha: 'alpha' }

/** As the images print the list: with repetitions. */
const updaters = (local: readonly string[]) => [
  ...['grow_colmaker', 'distcol', 'grow_histmaker', ...local, 'grow_skmaker', 'sync', 'refresh', 'prune', 'grow_colmaker', 'distcol', 'grow_histmaker'],
  ...[...local, 'grow_colmaker', 'shotgun', 'coord_descent', 'refresh', 'prune'],
]

/** Objectives in the order in which the image prints them, with the version that brought them. `aft_loss_distribution` stands in AWS's own list by mistake. */
const objectives: readonly (readonly [string, ImageName])[] = [
  ['aft_loss_distribution', '1.2-1'],
  ['binary:logistic', '0.72'],
  ['binary:logitraw', '0.72'],
  ['binary:hinge', '0.90-1'],
  ['count:poisson', '0.72'],
  ['multi:softmax', '0.72'],
  ['multi:softprob', '0.72'],
  ['rank:pairwise', '0.72'],
  ['rank:ndcg', '0.72'],
  ['rank:map', '0.72'],
  ['reg:linear', '0.72'],
  ['reg:squarederror', '0.90-1'],
  ['reg:logistic', '0.72'],
  ['reg:gamma', '0.72'],
  ['reg:pseudohubererror', '1.2-1'],
  ['reg:squaredlogerror', '1.0-1'],
  ['reg:absoluteerror', '3.0-5'],
  ['reg:tweedie', '0.72'],
  ['survival:aft', '1.2-1'],
  ['survival:cox', '0.72'],
]

const number = (type: 'Integer' | 'Continuous', range: string, ...names: string[]): Hyperparameter[] => names.map((name) => ({ name, type, range }))
const choice = (name: string, ...range: string[]): Hyperparameter => ({ name, type: 'Categorical', range })

function all(image: ImageVersion): Hyperparameter[] {
  const metrics = metricNames(image)
  const gpu = imageAtLeast(image, '1.2-1')
  const local = imageAtLeast(image, '1.7-1') ? [] : ['grow_local_histmaker']
  return [
    { name: 'num_round', type: 'Integer', range: '[1, +inf)', required: true },
    ...number('Integer', '[0, 1]', 'csv_weights', 'refresh_leaf', 'one_drop'),
    ...number('Integer', '[1, +inf)', 'early_stopping_rounds', 'nthread'),
    ...(image.name === '0.90-1' ? [] : number('Integer', '[1, +inf)', 'num_parallel_tree')),
    choice('booster', 'gbtree', 'gblinear', 'dart'),
    { name: 'verbosity', type: 'Integer', range: '[0, 3]', since: '0.90-1' },
    { name: 'silent', type: 'Integer', range: '[0, 1]', until: '1.0-1' },
    ...number('Continuous', '[0, 1]', 'eta', 'rate_drop', 'skip_drop', 'lambda_bias'),
    ...number('Continuous', '[0, +inf)', 'gamma', 'min_child_weight', 'max_delta_step', 'lambda', 'alpha', 'base_score'),
    ...number('Integer', '[0, +inf)', 'max_depth', 'max_leaves', 'max_bin'),
    ...number('Continuous', '(0, 1]', 'subsample', 'colsample_bytree', 'colsample_bylevel'),
    { name: 'colsample_bynode', type: 'Continuous', range: '(0, 1]', since: '0.90-1' },
    choice('tree_method', 'auto', 'exact', 'approx', 'hist', ...(gpu ? ['gpu_hist'] : [])),
    ...number('Continuous', '(0, 1)', 'sketch_eps'),
    ...number('Continuous', '(0, +inf)', 'scale_pos_weight'),
    { name: 'updater', type: 'CommaSeparatedList', range: updaters(local) },
    choice('dsplit', 'row', 'col'),
    choice('process_type', 'default', 'update'),
    choice('grow_policy', 'depthwise', 'lossguide'),
    choice('predictor', ...(gpu ? ['auto', 'cpu_predictor', 'gpu_predictor'] : ['cpu_predictor'])),
    { name: 'monotone_constraints', type: 'Tuple', range: [-1, 0, 1], since: '1.0-1' },
    { name: 'interaction_constraints', type: 'NestedList', range: '[1, +inf)', since: '1.0-1' },
    choice('sample_type', 'uniform', 'weighted'),
    choice('normalize_type', 'tree', 'forest'),
    ...number('Continuous', '(1, 2)', 'tweedie_variance_power'),
    choice('objective', ...objectives.filter(([, since]) => imageAtLeast(image, since)).map(([name]) => name)),
    ...number('Integer', '[2, +inf)', 'num_class'),
    { name: '_nfold', type: 'Integer', range: '[2, +inf)', since: '1.2-1', until: '1.2-1' },
    { name: '_kfold', type: 'Integer', range: '[2, +inf)', since: '1.2-2' },
    { name: '_num_cv_round', type: 'Integer', range: '[1, +inf)', since: '1.2-2' },
    choice('_tuning_objective_metric', ...metrics.map((metric) => `validation:${metric}`)),
    { name: 'eval_metric', type: 'CommaSeparatedList', range: metrics },
    ...number('Integer', '(-2147483648, 2147483647)', 'seed'),
    { name: 'save_model_on_termination', type: 'Categorical', range: ['true', 'false'], since: '1.0-1' },
    { name: 'aft_loss_distribution', type: 'Categorical', range: ['normal', 'logistic', 'extreme'], since: '1.2-1' },
    { name: 'aft_loss_distribution_scale', type: 'Continuous', range: '[0, +inf)', since: '1.2-1' },
    { name: 'deterministic_histogram', type: 'Categorical', range: ['true', 'false'], since: '1.2-1' },
    { name: 'single_precision_histogram', type: 'Categorical', range: ['true', 'false'], since: '1.2-1', until: '1.5-2' },
    { name: 'sampling_method', type: 'Categorical', range: ['uniform', 'gradient_based'], since: '1.3-1' },
    { name: 'prob_buffer_row', type: 'Integer', range: '(1.0, +inf)', since: '1.3-1' },
    { name: 'use_dask_gpu_training', type: 'Categorical', range: ['true', 'false'], since: '1.7-1' },
  ]
}

/** The hyperparameters that an image accepts, by name. 0.72 has no public source: its list is that of its documentation. */
export function hyperparameterTable(image: ImageVersion): ReadonlyMap<string, Hyperparameter> {
  const known = all(image).filter(({ since, until }) => (!since || imageAtLeast(image, since)) && (!until || imageAtLeast({ name: until }, image.name)))
  return new Map(known.map((hyperparameter) => [hyperparameter.name, hyperparameter]))
}
