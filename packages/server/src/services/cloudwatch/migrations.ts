import type { Migration } from '../../store/migration.ts'
import * as datapoints from './datapoint/datapoint.store.ts'
import * as metrics from './metric/metric.store.ts'

export const migrations: readonly Migration[] = [...metrics.migrations, ...datapoints.migrations]
