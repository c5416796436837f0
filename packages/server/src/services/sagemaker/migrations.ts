/** The history of SageMaker's tables, in order. */
import type { Migration } from '../../store/migration.ts'
import { migrations as codeRepositories } from './code-repository/code-repository.store.ts'
import { migrations as endpoints } from './endpoint/endpoint.store.ts'
import { migrations as endpointConfigs } from './endpoint-config/endpoint-config.store.ts'
import { migrations as models } from './model/model.store.ts'
import { migrations as notebookInstances } from './notebook-instance/notebook-instance.store.ts'
import { migrations as lifecycleConfigs } from './notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.store.ts'
import { migrations as trainingJobs } from './training-job/training-job.store.ts'
import { migrations as transformJobs } from './transform-job/transform-job.store.ts'

export const migrations: readonly Migration[] = [
  ...notebookInstances,
  ...trainingJobs,
  ...models,
  ...endpointConfigs,
  ...endpoints,
  ...lifecycleConfigs,
  ...codeRepositories,
  ...transformJobs,
]
