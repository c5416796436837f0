/** The AWS SDK's clients against a test server: loaded when first used, because each costs a tenth of a second. */
import { createRequire } from 'node:module'
import type { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { KMSClient } from '@aws-sdk/client-kms'
import type { OrganizationsClient } from '@aws-sdk/client-organizations'
import type { S3Client } from '@aws-sdk/client-s3'
import type { SageMakerClient } from '@aws-sdk/client-sagemaker'
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { STSClient } from '@aws-sdk/client-sts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface Clients {
  readonly sagemaker: SageMakerClient
  readonly sagemakerRuntime: SageMakerRuntimeClient
  readonly s3: S3Client
  readonly iam: IAMClient
  readonly sts: STSClient
  readonly logs: CloudWatchLogsClient
  readonly cloudwatch: CloudWatchClient
  readonly cloudtrail: CloudTrailClient
  readonly accessAnalyzer: AccessAnalyzerClient
  readonly kms: KMSClient
  readonly organizations: OrganizationsClient
  readonly ec2: EC2Client
  readonly secretsManager: SecretsManagerClient
  destroy(): void
}

/** SDK package and class of each client, and what is set besides the usual. */
const KINDS: Readonly<Record<Exclude<keyof Clients, 'destroy'>, readonly [packageName: string, className: string, more?: object]>> = {
  sagemaker: ['sagemaker', 'SageMakerClient'],
  sagemakerRuntime: ['sagemaker-runtime', 'SageMakerRuntimeClient'],
  s3: ['s3', 'S3Client', { forcePathStyle: true }],
  iam: ['iam', 'IAMClient'],
  sts: ['sts', 'STSClient'],
  logs: ['cloudwatch-logs', 'CloudWatchLogsClient'],
  cloudwatch: ['cloudwatch', 'CloudWatchClient'],
  cloudtrail: ['cloudtrail', 'CloudTrailClient'],
  accessAnalyzer: ['accessanalyzer', 'AccessAnalyzerClient'],
  kms: ['kms', 'KMSClient'],
  organizations: ['organizations', 'OrganizationsClient'],
  ec2: ['ec2', 'EC2Client'],
  secretsManager: ['secrets-manager', 'SecretsManagerClient'],
}

interface Client {
  destroy(): void
}

const require = createRequire(import.meta.url)

/** Clients without retries: a test sees the first answer. */
export function createClients(endpoint: string, region: string, credentials: Credentials): Clients {
  const made = new Map<string, Client>()
  const clients = {
    destroy() {
      for (const each of made.values()) each.destroy()
    },
  }
  for (const [member, [packageName, className, more]] of Object.entries(KINDS)) {
    const get = (): Client => {
      const known = made.get(member)
      if (known) return known
      const Constructor = (require(`@aws-sdk/client-${packageName}`) as Record<string, new (config: object) => Client>)[className]
      if (!Constructor) throw new Error(`There is no ${className}.`)
      const fresh = new Constructor({ endpoint, region, credentials, maxAttempts: 1, ...more })
      made.set(member, fresh)
      return fresh
    }
    Object.defineProperty(clients, member, { get, enumerable: true })
  }
  return clients as Clients
}
