/** Where each service's operations stand. Read when a service is first called, so that a start pays for none of them. */
import type { ServiceId } from '#wire'

export const services: Readonly<Partial<Record<ServiceId, () => Promise<unknown>>>> = {
  accessanalyzer: () => import('../services/access-analyzer/operations.ts'),
  cloudtrail: () => import('../services/cloudtrail/operations.ts'),
  cloudwatch: () => import('../services/cloudwatch/operations.ts'),
  ec2: () => import('../services/ec2/operations.ts'),
  iam: () => import('../services/iam/operations.ts'),
  kms: () => import('../services/kms/operations.ts'),
  logs: () => import('../services/logs/operations.ts'),
  organizations: () => import('../services/organizations/operations.ts'),
  s3: () => import('../services/s3/operations.ts'),
  sagemaker: () => import('../services/sagemaker/operations.ts'),
  'sagemaker-runtime': () => import('../services/sagemaker-runtime/operations.ts'),
  secretsmanager: () => import('../services/secretsmanager/operations.ts'),
  sts: () => import('../services/sts/operations.ts'),
}
