/** Which service a request is for: by the signature's scope when it is signed, else by the host, the target header, the path; never by the body. */
import { protocolOf, type ServiceId, servicesBySigningName } from '#wire'
import { ServiceError } from '../operation.ts'
import type { Exchange } from './exchange.ts'
import { signatureFault } from './faults.ts'
import { findSignature } from './signature.ts'
import type { Tools } from './tools.ts'

const BY_TARGET: Readonly<Record<string, ServiceId>> = {
  SageMaker: 'sagemaker',
  Logs_20140328: 'logs',
  GraniteServiceVersion20100801: 'cloudwatch',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  CloudTrail_20131101: 'cloudtrail',
  TrentService: 'kms',
  secretsmanager: 'secretsmanager',
  AWSInsightsIndexService: 'ce',
  AWSPriceListService: 'pricing',
  AnyScaleFrontendService: 'application-autoscaling',
  AWSOrganizationsV20161128: 'organizations',
}

/** IAM is global: whatever region a client signs for, there is one. */
const GLOBAL_REGION = 'aws-global'

export function identify(exchange: Exchange, tools: Tools): void {
  const signature = findSignature(exchange.headers, exchange.query)
  const signed = signature && signature.kind !== 'malformed' ? signature : undefined
  const signingName = signed?.kind === 'old-query' ? 's3' : signed?.scope.service
  exchange.service = signingName ? bySigningName(exchange, signingName) : withoutSignature(exchange)
  if (exchange.service) exchange.protocol = protocolOf(exchange.service, exchange)
  if (exchange.service === 's3') exchange.id = s3RequestId(exchange.id)
  if (signingName && !exchange.service) {
    throw new ServiceError('NotImplemented', `Kenja does not have the service "${signingName}" yet.`, 501)
  }
  if (signature?.kind === 'malformed') throw signatureFault(exchange, signature.reason, signature.message)
  exchange.signature = signed
  if (signed && signed.kind !== 'old-query') checkHost(exchange, signed.scope)
  const region = signed && signed.kind !== 'old-query' ? signed.scope.region : tools.config.region
  exchange.region = exchange.service === 'iam' ? GLOBAL_REGION : region
}

/** 16 upper-case characters. */
const s3RequestId = (uuid: string): string => uuid.replaceAll('-', '').slice(-16).toUpperCase()

/** Paths of services that sign with a name of several. */
const BY_PATH: readonly (readonly [RegExp, ServiceId])[] = [
  [/^\/Batch(?:Put|Get)Metrics$/, 'sagemaker-metrics'],
  [/^\/(?:FeatureGroup\/|Batch(?:Get|Write|Put|Delete)Record)/, 'sagemaker-featurestore-runtime'],
]

/** SageMaker's API and its runtimes sign with the same name; the API's protocol always posts to `/`. */
function bySigningName(exchange: Exchange, signingName: string): ServiceId | undefined {
  const services = servicesBySigningName(signingName)
  if (services.length < 2 || exchange.path === '/') return services[0]
  // The one that is in a hurry goes first.
  if (exchange.path.startsWith('/endpoints/')) return 'sagemaker-runtime'
  return BY_PATH.find(([path]) => path.test(exchange.path))?.[1] ?? 'sagemaker-runtime'
}

function withoutSignature(exchange: Exchange): ServiceId {
  const target = exchange.headers['x-amz-target']?.split('.')[0]
  if (target !== undefined && Object.hasOwn(BY_TARGET, target)) return BY_TARGET[target] as ServiceId
  const { host } = exchange
  if (host?.kind === 'aws') return bySigningName(exchange, host.signingName) ?? 's3'
  if (host?.kind === 'bucket') return 's3'
  if (/^\/endpoints\/[^/]+\/(async-)?invocations/.test(exchange.path)) return 'sagemaker-runtime'
  // STS and IAM post forms to `/`; the Action stands in the body, which nobody reads before the signature is verified.
  return exchange.method === 'POST' && exchange.path === '/' && (exchange.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
    ? 'sts'
    : 's3'
}

/** On one of AWS's own host names, the signature must be for the service that lives there, and for its region. */
function checkHost(exchange: Exchange, scope: { readonly region: string; readonly service: string }): void {
  const { host } = exchange
  if (host?.kind === 'bucket' && scope.service !== 's3') throw signatureFault(exchange, 'wrong-scope', "Credential should be scoped to correct service: 's3'. ")
  if (host?.kind !== 'aws') return
  if (host.signingName !== scope.service)
    throw signatureFault(exchange, 'wrong-scope', `Credential should be scoped to correct service: '${host.signingName}'. `)
  // S3 and the global names of IAM and STS serve clients of every region.
  if (host.region && scope.service !== 's3' && scope.service !== 'iam' && host.region !== scope.region) {
    throw signatureFault(exchange, 'wrong-scope', 'Credential should be scoped to a valid region. ')
  }
}
