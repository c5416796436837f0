/** How the programs of a job or an endpoint find Kenja where they expect AWS, in their role's name. With network isolation they find nothing. */
import type { Driver, Mount, TaskSpec } from '../compute/driver.ts'
import type { TaskAccess } from './notebook-task.ts'

const CA_BUNDLE = '/etc/kenja/ca-bundle.pem'
const SERVICE = 'sagemaker.amazonaws.com'
/** What GetCallerIdentity of a job ends with on AWS. */
const SESSION_NAME = 'SageMaker'
const NOT_BY_PROXY = '127.0.0.1,localhost,.localhost,::1'
/** Each kind of client reads another one. */
const AUTHORITIES = ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'PIP_CERT', 'GIT_SSL_CAINFO', 'NODE_EXTRA_CA_CERTS']

export const accessMount = (access: TaskAccess): Mount => ({ source: access.caBundle, target: CA_BUNDLE, writable: false })

/** `spec` as far as it is known: its mounts with `accessMount`. Without a role there are no credentials. */
export function containerAccess(access: TaskAccess, driver: Driver, spec: TaskSpec, region: string, roleArn: string | undefined): Record<string, string> {
  const where = { AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_EC2_METADATA_DISABLED: 'true' }
  if (spec.network === 'none') return where
  const gateway = driver.gatewayUrl(spec)
  const proxy = access.proxyUrl(gateway)
  const caBundle = driver.pathInside(spec, CA_BUNDLE)
  return {
    ...where,
    AWS_ENDPOINT_URL: gateway,
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: NOT_BY_PROXY,
    no_proxy: NOT_BY_PROXY,
    ...Object.fromEntries(AUTHORITIES.map((name) => [name, caBundle])),
    ...(roleArn === undefined ? {} : credentialsOf(access, gateway, { taskId: spec.id, roleArn, sessionName: SESSION_NAME, region, service: SERVICE })),
  }
}

/** Rotating: the SDKs fetch them anew before they end. */
function credentialsOf(access: TaskAccess, gateway: string, role: Parameters<TaskAccess['credentials']>[1]): Record<string, string> {
  const { uri, token } = access.credentials(gateway, role)
  return { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_AUTHORIZATION_TOKEN: token }
}
