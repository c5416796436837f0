/** The metrics that SageMaker finds by itself in the log of a built-in algorithm. */
import type { MetricDefinition } from '@aws-sdk/client-sagemaker'

const XGBOOST_REPOSITORIES = new Set(['xgboost', 'sagemaker-xgboost'])

/** Names that the XGBoost containers accept as eval_metric (sagemaker-xgboost-container, metrics of algorithm_mode). */
const XGBOOST_METRICS = [
  'accuracy aft-nloglik auc aucpr balanced_accuracy cox-nloglik error f1 f1_binary f1_macro gamma-deviance gamma-nloglik',
  'interval-regression-accuracy logloss mae map mape merror mlogloss mphe mse ndcg poisson-nloglik precision precision_macro',
  'precision_micro r2 recall recall_macro recall_micro rmse rmsle tweedie-nloglik',
].flatMap((line) => line.split(' '))

const repositoryOf = (imageUri: string): string => imageUri.slice(imageUri.lastIndexOf('/') + 1).split(/[:@]/)[0] ?? ''

export const hasBuiltInMetrics = (imageUri: string): boolean => XGBOOST_REPOSITORIES.has(repositoryOf(imageUri))

/** What Describe shows as MetricDefinitions of a job whose request has none; TrainingJobAnalytics reads the names. */
export function builtInMetricDefinitions(imageUri: string): MetricDefinition[] {
  if (!hasBuiltInMetrics(imageUri)) return []
  return ['train', 'validation'].flatMap((channel) =>
    XGBOOST_METRICS.map((metric) => ({ Name: `${channel}:${metric}`, Regex: `.*\\[[0-9]+\\].*#011${channel}-${metric}:(\\S+)` })),
  )
}

const XGBOOST_ROUND = /\[[0-9]+\]/
const XGBOOST_VALUE = /#011(train|validation)-([^:#\s]+):([^#\s]+)/g

/** The metrics of one line, escaped as it stands in CloudWatch Logs: what all those definitions together find, in one pass. */
export function builtInMetricsOf(line: string): { readonly name: string; readonly value: number }[] {
  if (!line.includes('#011') || !XGBOOST_ROUND.test(line)) return []
  const found: { name: string; value: number }[] = []
  for (const [, channel, metric, text] of line.matchAll(XGBOOST_VALUE)) {
    const value = Number(text)
    if (Number.isFinite(value)) found.push({ name: `${channel}:${metric}`, value })
  }
  return found
}
