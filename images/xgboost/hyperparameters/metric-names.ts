import { type ImageVersion, imageAtLeast } from '../versions.ts'

const since10 = {
  maximize: ['accuracy', 'auc', 'aucpr', 'f1', 'map', 'ndcg'],
  minimize: [
    'cox-nloglik',
    'error',
    'gamma-deviance',
    'gamma-nloglik',
    'logloss',
    'mae',
    'merror',
    'mlogloss',
    'mse',
    'poisson-nloglik',
    'rmse',
    'rmsle',
    'tweedie-nloglik',
  ],
}
const since12 = { maximize: ['r2'], minimize: ['aft-nloglik', 'interval-regression-accuracy', 'mphe'] }
const since13 = {
  maximize: ['balanced_accuracy', 'f1_binary', 'f1_macro', 'precision', 'recall', 'precision_macro', 'precision_micro', 'recall_macro', 'recall_micro'],
  minimize: ['mape'],
}
/** As the image with 1.3 and later prints the list in its messages. */
const order13 = [
  ...['accuracy', 'auc', 'aucpr', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'map', 'ndcg', 'precision', 'r2', 'recall'],
  ...['precision_macro', 'precision_micro', 'recall_macro', 'recall_micro', 'aft-nloglik', 'cox-nloglik', 'error', 'gamma-deviance', 'gamma-nloglik'],
  ...['interval-regression-accuracy', 'logloss', 'mae', 'mape', 'merror', 'mlogloss', 'mphe', 'mse', 'poisson-nloglik', 'rmse', 'rmsle', 'tweedie-nloglik'],
]

/** Names that `eval_metric` accepts. */
export function metricNames(image: ImageVersion): readonly string[] {
  if (imageAtLeast(image, '1.3-1')) return order13
  if (!imageAtLeast(image, '1.2-1')) return [...since10.maximize, ...since10.minimize]
  const f1 = imageAtLeast(image, '1.2-2') ? ['f1', 'f1_binary', 'f1_macro'] : ['f1']
  return ['accuracy', 'auc', 'aucpr', ...f1, 'map', 'ndcg', ...since12.maximize, ...[...since10.minimize, ...since12.minimize].sort()]
}

const maximized = new Set([...since10.maximize, ...since12.maximize, ...since13.maximize])

/** Whether more is better; names with a threshold (`ndcg@5`) go by the whole name, as in the image. */
export const isMaximized = (metric: string): boolean => maximized.has(metric)
