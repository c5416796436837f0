import { atLeast, type EngineVersion } from '../versions.ts'
import { metricNames } from './metric-names.ts'

export type HyperparameterType = 'Integer' | 'Continuous' | 'Categorical' | 'CommaSeparatedList' | 'Tuple' | 'NestedList'

export interface Hyperparameter {
  readonly name: string
  readonly type: HyperparameterType
  /** An interval in the image's own notation (`[0, 1]`, `(0, +inf)`), or the accepted values. */
  readonly range: string | readonly (string | number)[]
  readonly required?: true
  readonly since?: EngineVersion
  /** The last version that has it. */
  readonly until?: EngineVersion
}

/** AWS's other names for four of XGBoost's parameters. */
export const aliases: Readonly<Record<string, string>> = { learning_rate: 'eta', min_split_loss: 'gamma', reg_lambda: 'lambda', reg_alpha: 'alpha' }

const updaters = [
  ...['grow_colmaker', 'distcol', 'grow_histmaker', 'grow_skmaker', 'sync', 'refresh', 'prune', 'grow_colmaker', 'distcol', 'grow_histmaker'],
  ...['grow_colmaker', 'shotgun', 'coord_descent', 'refresh', 'prune'],
]

/** Objectives in the order in which the image prints them, with the version that brought them. `aft_loss_distribution` stands in AWS's own list by mistake. */
const objectives: readonly (readonly [string, EngineVersion])[] = [
  ['aft_loss_distribution', '1.2'],
  ['binary:logistic', '0.72'],
  ['binary:logitraw', '0.72'],
  ['binary:hinge', '0.90'],
  ['count:poisson', '0.72'],
  ['multi:softmax', '0.72'],
  ['multi:softprob', '0.72'],
  ['rank:pairwise', '0.72'],
  ['rank:ndcg', '0.72'],
  ['rank:map', '0.72'],
  ['reg:linear', '0.72'],
  ['reg:squarederror', '0.90'],
  ['reg:logistic', '0.72'],
  ['reg:gamma', '0.72'],
  ['reg:pseudohubererror', '1.2'],
  ['reg:squaredlogerror', '1.0'],
  ['reg:absoluteerror', '3.0'],
  ['reg:tweedie', '0.72'],
  ['survival:aft', '1.2'],
  ['survival:cox', '0.72'],
]

const number = (type: 'Integer' | 'Continuous', range: string, ...names: string[]): Hyperparameter[] => names.map((name) => ({ name, type, range }))
const choice = (name: string, ...range: string[]): Hyperparameter => ({ name, type: 'Categorical', range })

function all(engine: EngineVersion): Hyperparameter[] {
  const metrics = metricNames(engine)
  const treeMethods = ['auto', 'exact', 'approx', 'hist', ...(engine === '1.0' ? [] : ['gpu_hist'])]
  return [
    { name: 'num_round', type: 'Integer', range: '[1, +inf)', required: true },
    ...number('Integer', '[0, 1]', 'csv_weights', 'refresh_leaf', 'one_drop'),
    ...number('Integer', '[1, +inf)', 'early_stopping_rounds', 'nthread', 'num_parallel_tree'),
    choice('booster', 'gbtree', 'gblinear', 'dart'),
    { name: 'verbosity', type: 'Integer', range: '[0, 3]', since: '0.90' },
    { name: 'silent', type: 'Integer', range: '[0, 1]', until: '1.0' },
    ...number('Continuous', '[0, 1]', 'eta', 'rate_drop', 'skip_drop', 'lambda_bias'),
    ...number('Continuous', '[0, +inf)', 'gamma', 'min_child_weight', 'max_delta_step', 'lambda', 'alpha', 'base_score'),
    ...number('Integer', '[0, +inf)', 'max_depth', 'max_leaves', 'max_bin'),
    ...number('Continuous', '(0, 1]', 'subsample', 'colsample_bytree', 'colsample_bylevel'),
    { name: 'colsample_bynode', type: 'Continuous', range: '(0, 1]', since: '0.90' },
    choice('tree_method', ...treeMethods),
    ...number('Continuous', '(0, 1)', 'sketch_eps'),
    ...number('Continuous', '(0, +inf)', 'scale_pos_weight'),
    { name: 'updater', type: 'CommaSeparatedList', range: updaters },
    choice('dsplit', 'row', 'col'),
    choice('process_type', 'default', 'update'),
    choice('grow_policy', 'depthwise', 'lossguide'),
    choice('predictor', 'auto', 'cpu_predictor', 'gpu_predictor'),
    { name: 'monotone_constraints', type: 'Tuple', range: [-1, 0, 1] },
    { name: 'interaction_constraints', type: 'NestedList', range: '[1, +inf)', since: '0.90' },
    choice('sample_type', 'uniform', 'weighted'),
    choice('normalize_type', 'tree', 'forest'),
    ...number('Continuous', '(1, 2)', 'tweedie_variance_power'),
    choice('objective', ...objectives.filter(([, since]) => atLeast(engine, since)).map(([name]) => name)),
    ...number('Integer', '[2, +inf)', 'num_class'),
    { name: '_nfold', type: 'Integer', range: '[2, +inf)', since: '1.2', until: '1.2' },
    { name: '_kfold', type: 'Integer', range: '[2, +inf)', since: '1.3' },
    { name: '_num_cv_round', type: 'Integer', range: '[1, +inf)', since: '1.3' },
    choice('_tuning_objective_metric', ...metrics.map((metric) => `validation:${metric}`)),
    { name: 'eval_metric', type: 'CommaSeparatedList', range: metrics },
    ...number('Integer', '(-2147483648, 2147483647)', 'seed'),
    { name: 'save_model_on_termination', type: 'Categorical', range: ['true', 'false'], since: '0.90' },
    { name: 'aft_loss_distribution', type: 'Categorical', range: ['normal', 'logistic', 'extreme'], since: '1.2' },
    { name: 'aft_loss_distribution_scale', type: 'Continuous', range: '[0, +inf)', since: '1.2' },
    { name: 'deterministic_histogram', type: 'Categorical', range: ['true', 'false'], since: '1.2' },
    { name: 'single_precision_histogram', type: 'Categorical', range: ['true', 'false'], since: '1.2', until: '1.5' },
    { name: 'sampling_method', type: 'Categorical', range: ['uniform', 'gradient_based'], since: '1.3' },
    { name: 'prob_buffer_row', type: 'Integer', range: '(1.0, +inf)', since: '1.3' },
    { name: 'use_dask_gpu_training', type: 'Categorical', range: ['true', 'false'], since: '1.7' },
  ]
}

/** The hyperparameters that an engine's image accepts, by name. */
export function hyperparameterTable(engine: EngineVersion): ReadonlyMap<string, Hyperparameter> {
  const known = all(engine).filter(({ since, until }) => (!since || atLeast(engine, since)) && (!until || atLeast(until, engine)))
  return new Map(known.map((hyperparameter) => [hyperparameter.name, hyperparameter]))
}
