/** The database's whole history, service by service. */
import { migrations as iam } from '../services/iam/migrations.ts'
import { migrations as logs } from '../services/logs/migrations.ts'
import { migrations as sagemaker } from '../services/sagemaker/migrations.ts'
import type { Migration } from '../store/migration.ts'
import { migrations as tags } from '../store/tags.store.ts'

export const migrations: readonly Migration[] = [...tags, ...iam, ...logs, ...sagemaker]
