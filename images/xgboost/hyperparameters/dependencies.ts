import { pythonList } from '../python-text.ts'
import { UserError } from '../training/failure.ts'
import { type ImageVersion, imageAtLeast } from '../versions.ts'
import type { HyperparameterValue } from './validate.ts'

/** Tree updaters in the order in which the images' message names them. `shortgun` is AWS's spelling. */
const treeUpdaters = (image: ImageVersion) => [
  ...['grow_colmaker', 'distcol', 'grow_histmaker'],
  ...(imageAtLeast(image, '1.7-1') ? [] : ['grow_local_histmaker']),
  'grow_skmaker',
  ...(imageAtLeast(image, '1.0-1') ? ['grow_quantile_histmaker'] : []),
  ...['sync', 'refresh', 'prune'],
]
const growers = new Set(['grow_colmaker', 'distcol', 'grow_histmaker', 'grow_local_histmaker', 'grow_quantile_histmaker'])
const linearUpdaters = ['shotgun', 'coord_descent']

/** Whether one name of `eval_metric` is accepted, thresholds (`error@0.7`) included. */
export function checkMetric(metric: string, known: readonly string[]): boolean {
  if (metric.includes('<function')) throw new UserError(`User defined evaluation metric ${metric} is not supported yet.`)
  if (!metric.includes('@')) return known.includes(metric)
  const [name, threshold] = metric.split('@').map((part) => part.trim()) as [string, string]
  if (!['error', 'ndcg', 'map'].includes(name)) {
    throw new UserError(
      `Metric '${metric}' is not supported. Parameter 'eval_metric' with customized threshold should be one of these options: 'error', 'ndcg', 'map'.`,
    )
  }
  if (threshold === '' || Number.isNaN(Number(threshold))) throw new UserError(`Threshold value 't' in '${name}@t' expects float input.`)
  return true
}

/** What one hyperparameter demands of others. Texts are the image's. */
export function checkDependencies(values: ReadonlyMap<string, HyperparameterValue>, image: ImageVersion): void {
  const text = (name: string) => values.get(name)?.text
  const list = (name: string) => values.get(name)?.value as readonly string[] | undefined
  const objective = text('objective')
  if ((objective === 'multi:softmax' || objective === 'multi:softprob') && !values.has('num_class')) {
    throw new UserError("Require input for parameter 'num_class' for multi-classification")
  }
  const metrics = list('eval_metric')
  if (metrics) checkMetrics(metrics, objective)
  const updater = list('updater')
  if (updater) checkUpdater(updater, text('booster'), text('process_type'), image)
  const method = text('tree_method') ?? ''
  if (values.has('monotone_constraints') && !['exact', 'hist'].includes(method)) {
    throw new UserError("monotone_constraints can be used only when the tree_method parameter is set to either 'exact' or 'hist'.")
  }
  if (values.has('interaction_constraints') && !['exact', 'hist', 'approx'].includes(method)) {
    throw new UserError("interaction_constraints can be used only when the tree_method parameter is set to either 'exact', 'hist' or 'approx'.")
  }
}

function checkMetrics(metrics: readonly string[], objective: string | undefined): void {
  // The image reads a key that is not there and fails with Python's KeyError; the text is what its users see.
  if (objective === undefined) throw new Error("'objective'")
  if (metrics.includes('auc') && !objective.startsWith('binary:') && !objective.startsWith('rank:')) {
    throw new UserError("Metric 'auc' can only be applied for classification and ranking problems.")
  }
  if (metrics.includes('aft-nloglik') && objective !== 'survival:aft')
    throw new UserError("Metric 'aft-nloglik' can only be applied for 'survival:aft' objective.")
}

function checkUpdater(updater: readonly string[], booster: string | undefined, processType: string | undefined, image: ImageVersion): void {
  if (booster === 'gblinear') {
    if (updater.length === 1 && linearUpdaters.includes(updater[0] as string)) return
    throw new UserError(`Linear updater should be one of these options: ${pythonList(linearUpdaters).slice(1, -1)}.`)
  }
  if (processType === 'update') {
    if (updater.every((name) => name === 'refresh' || name === 'prune')) return
    throw new UserError("process_type 'update' can only be used with updater 'refresh' and 'prune'")
  }
  const known = treeUpdaters(image)
  const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
  if (!updater.every((name) => known.includes(name))) {
    throw new UserError(`Tree updater should be selected from these options: ${quoted([...known, 'shortgun', 'coord_descent'])}.`)
  }
  if (updater.filter((name) => growers.has(name)).length > 1) {
    const some = known.filter((name) => /^(grow_(?!quantile)|distcol)/.test(name))
    throw new UserError(`Only one tree grow plugin can be selected. Choose one from thefollowing: ${quoted(some)}`)
  }
}
