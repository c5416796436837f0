/** The database's whole history, service by service. */
import { migrations as accessAnalyzer } from '../services/access-analyzer/migrations.ts'
import { migrations as cloudtrail } from '../services/cloudtrail/migrations.ts'
import { migrations as cloudwatch } from '../services/cloudwatch/migrations.ts'
import { migrations as ec2 } from '../services/ec2/migrations.ts'
import { migrations as iam } from '../services/iam/migrations.ts'
import { migrations as kms } from '../services/kms/migrations.ts'
import { migrations as logs } from '../services/logs/migrations.ts'
import { migrations as organizations } from '../services/organizations/migrations.ts'
import { migrations as s3 } from '../services/s3/migrations.ts'
import { migrations as sagemaker } from '../services/sagemaker/migrations.ts'
import { migrations as secretsmanager } from '../services/secretsmanager/migrations.ts'
import type { Migration } from '../store/migration.ts'
import { migrations as tags } from '../store/tags.store.ts'

export const migrations: readonly Migration[] = [
  ...tags,
  ...iam,
  ...s3,
  ...logs,
  ...cloudwatch,
  ...sagemaker,
  ...cloudtrail,
  ...accessAnalyzer,
  ...ec2,
  ...kms,
  ...secretsmanager,
  ...organizations,
]
