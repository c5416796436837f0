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

interface Client {
  destroy(): void
}

const require = createRequire(import.meta.url)

/** Clients without retries: a test sees the first answer. */
export function createClients(endpoint: string, region: string, credentials: Credentials): Clients {
  const made = new Map<string, Client>()
  function client<Kind extends Client>(name: string, packageName: string, more: object = {}): Kind {
    const known = made.get(name)
    if (known) return known as Kind
    const Constructor = (require(`@aws-sdk/client-${packageName}`) as Record<string, new (config: object) => Kind>)[name]
    if (!Constructor) throw new Error(`There is no ${name}.`)
    const fresh = new Constructor({ endpoint, region, credentials, maxAttempts: 1, ...more })
    made.set(name, fresh)
    return fresh
  }
  return {
    get sagemaker() {
      return client<SageMakerClient>('SageMakerClient', 'sagemaker')
    },
    get sagemakerRuntime() {
      return client<SageMakerRuntimeClient>('SageMakerRuntimeClient', 'sagemaker-runtime')
    },
    get s3() {
      return client<S3Client>('S3Client', 's3', { forcePathStyle: true })
    },
    get iam() {
      return client<IAMClient>('IAMClient', 'iam')
    },
    get sts() {
      return client<STSClient>('STSClient', 'sts')
    },
    get logs() {
      return client<CloudWatchLogsClient>('CloudWatchLogsClient', 'cloudwatch-logs')
    },
    get cloudwatch() {
      return client<CloudWatchClient>('CloudWatchClient', 'cloudwatch')
    },
    get cloudtrail() {
      return client<CloudTrailClient>('CloudTrailClient', 'cloudtrail')
    },
    get accessAnalyzer() {
      return client<AccessAnalyzerClient>('AccessAnalyzerClient', 'accessanalyzer')
    },
    get kms() {
      return client<KMSClient>('KMSClient', 'kms')
    },
    get organizations() {
      return client<OrganizationsClient>('OrganizationsClient', 'organizations')
    },
    get ec2() {
      return client<EC2Client>('EC2Client', 'ec2')
    },
    get secretsManager() {
      return client<SecretsManagerClient>('SecretsManagerClient', 'secrets-manager')
    },
    destroy() {
      for (const each of made.values()) each.destroy()
    },
  }
}
