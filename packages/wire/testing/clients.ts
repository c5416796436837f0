/** The AWS SDK's clients, whose requests go to a function instead of a socket. */
import { Readable } from 'node:stream'
import * as accessanalyzer from '@aws-sdk/client-accessanalyzer'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ec2 from '@aws-sdk/client-ec2'
import * as ecr from '@aws-sdk/client-ecr'
import * as iam from '@aws-sdk/client-iam'
import * as kms from '@aws-sdk/client-kms'
import * as organizations from '@aws-sdk/client-organizations'
import * as s3 from '@aws-sdk/client-s3'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import * as runtime from '@aws-sdk/client-sagemaker-runtime'
import * as secretsmanager from '@aws-sdk/client-secrets-manager'
import * as sts from '@aws-sdk/client-sts'
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import type { ServiceId, WireRequest, WireResponse } from '../src/types.ts'

type Answer = (request: WireRequest) => WireResponse | Promise<WireResponse>

/** What the SDK hands to a request handler. */
interface SdkRequest {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | Readable
}

interface Sendable {
  send(command: unknown): Promise<Record<string, unknown>>
}

/** The clients that are there; a service without one is compared with botocore only. */
const modules: Readonly<Partial<Record<ServiceId, Readonly<Record<string, unknown>>>>> = {
  sagemaker,
  'sagemaker-runtime': runtime,
  s3,
  iam,
  sts,
  logs,
  cloudwatch,
  ecr,
  cloudtrail,
  accessanalyzer,
  kms,
  organizations,
  secretsmanager,
  ec2,
}
const clientNames: Readonly<Partial<Record<ServiceId, string>>> = {
  sagemaker: 'SageMakerClient',
  'sagemaker-runtime': 'SageMakerRuntimeClient',
  s3: 'S3Client',
  iam: 'IAMClient',
  sts: 'STSClient',
  logs: 'CloudWatchLogsClient',
  cloudwatch: 'CloudWatchClient',
  ecr: 'ECRClient',
  cloudtrail: 'CloudTrailClient',
  accessanalyzer: 'AccessAnalyzerClient',
  kms: 'KMSClient',
  organizations: 'OrganizationsClient',
  secretsmanager: 'SecretsManagerClient',
  ec2: 'EC2Client',
}

const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

function queryText(query: SdkRequest['query']): string {
  const parts: string[] = []
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null) parts.push(escaped(name))
    else for (const one of typeof value === 'string' ? [value] : value) parts.push(`${escaped(name)}=${escaped(one)}`)
  }
  return parts.join('&')
}

async function bytesOf(body: SdkRequest['body']): Promise<Uint8Array> {
  if (body === undefined || typeof body === 'string') return Buffer.from(body ?? '')
  // The SDK's own class of bytes warns when it is taken for a string.
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  return Buffer.concat(await body.toArray())
}

/** A client of `service` that gets its answers from `answer`; with `cbor` it speaks Smithy's RPC v2 CBOR instead of its usual protocol. */
export function clientOf(service: ServiceId, answer: Answer, cbor = false): Sendable {
  const handler = {
    async handle(request: SdkRequest) {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]))
      const response = await answer({ method: request.method, path: request.path, query: queryText(request.query), headers, body: await bytesOf(request.body) })
      const body = response.body instanceof Readable ? response.body : Readable.from(response.body.length === 0 ? [] : [Buffer.from(response.body)])
      return { response: { statusCode: response.status, reason: '', headers: { ...response.headers }, body } }
    },
    destroy() {},
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig() {},
  }
  const Client = modules[service]?.[clientNames[service] ?? ''] as new (configuration: unknown) => Sendable
  return new Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    forcePathStyle: true,
    maxAttempts: 1,
    disableHostPrefix: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: handler,
    ...(cbor && { protocol: AwsSmithyRpcV2CborProtocol }),
  })
}

/** The command of an operation, or undefined when this SDK has none (removed, or newer than the SDK). */
export function commandOf(service: ServiceId, operation: string): (new (input: unknown) => unknown) | undefined {
  return modules[service]?.[`${operation}Command`] as (new (input: unknown) => unknown) | undefined
}

/** The operation's input and output in the SDK's schema. */
export function schemasOf(service: ServiceId, operation: string): { readonly input: unknown; readonly output: unknown } {
  const schema = modules[service]?.[`${operation}$`] as readonly unknown[]
  return { input: schema[4], output: schema[5] }
}

/** Whether the SDK for JavaScript has a client here. */
export const hasClient = (service: ServiceId): boolean => modules[service] !== undefined

/** The names of all operations that the SDK's client has. */
export function operationsOf(service: ServiceId): string[] {
  return Object.keys(modules[service] ?? {}).flatMap((name) =>
    name.endsWith('Command') && `${name.slice(0, -'Command'.length)}$` in (modules[service] ?? {}) ? [name.slice(0, -'Command'.length)] : [],
  )
}
