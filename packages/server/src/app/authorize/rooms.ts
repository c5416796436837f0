/** What each service says of its own calls. A service without a line is judged by AWS's public table alone. */
import type { ServiceId } from '#wire'
import type { ServiceAccess } from '../../access.ts'
import { access as cloudtrail } from '../../services/cloudtrail/access.ts'
import { access as cloudwatch } from '../../services/cloudwatch/access.ts'
import { access as ec2 } from '../../services/ec2/access.ts'
import { access as iam } from '../../services/iam/access.ts'
import { access as kms } from '../../services/kms/access.ts'
import { access as logs } from '../../services/logs/access.ts'
import { access as organizations } from '../../services/organizations/access.ts'
import { access as s3 } from '../../services/s3/access.ts'
import { access as sagemaker } from '../../services/sagemaker/access.ts'
import { access as sagemakerRuntime } from '../../services/sagemaker-runtime/access.ts'
import { access as secretsmanager } from '../../services/secretsmanager/access.ts'
import { access as sts } from '../../services/sts/access.ts'

export const rooms: Readonly<Partial<Record<ServiceId, ServiceAccess>>> = {
  cloudtrail,
  cloudwatch,
  ec2,
  iam,
  kms,
  logs,
  organizations,
  s3,
  sagemaker,
  'sagemaker-runtime': sagemakerRuntime,
  secretsmanager,
  sts,
}

/** The name before the colon of a service's actions. */
export const prefixOf = (service: ServiceId): string => PREFIXES[service] ?? service

const PREFIXES: Readonly<Partial<Record<ServiceId, string>>> = { 'sagemaker-runtime': 'sagemaker', accessanalyzer: 'access-analyzer' }
