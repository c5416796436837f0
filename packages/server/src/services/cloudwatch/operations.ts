/** The operations CloudWatch answers here. What the service's model has and this list lacks is answered 501, with its name. */
export * as GetMetricData from './datapoint/get-metric-data.ts'
export * as GetMetricStatistics from './datapoint/get-metric-statistics.ts'
export * as PutMetricData from './datapoint/put-metric-data.ts'
export * as ListMetrics from './metric/list-metrics.ts'
