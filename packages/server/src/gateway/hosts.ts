/** What a Host header means. Everything that is not ours by name is refused: it keeps other sites from reaching us by rebinding their names. */
import { isIP } from 'node:net'

export type Host =
  /** Loopback, configured names, other `*.localhost`: the signature says which service. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'console' }
  | { readonly kind: 'notebook'; readonly name: string; readonly region: string }
  /** `<bucket>.s3.localhost`. */
  | { readonly kind: 'bucket'; readonly bucket: string }
  /** AWS's own names. `signingName` is the service in a signature's scope; `bucket` that of an S3 host in virtual-hosted style. */
  | { readonly kind: 'aws'; readonly signingName: string; readonly region: string | undefined; readonly bucket?: string }

const REGION = /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-[a-z]+)+-\d$/
/** Host prefixes that differ from the service in the signature. */
const SIGNING_NAMES: Readonly<Record<string, string>> = {
  'api.sagemaker': 'sagemaker',
  'runtime.sagemaker': 'sagemaker',
  'runtime-fips.sagemaker': 'sagemaker',
  'api-fips.sagemaker': 'sagemaker',
  'metrics.sagemaker': 'sagemaker',
  'featurestore-runtime.sagemaker': 'sagemaker',
  'api.ecr': 'ecr',
  'api.pricing': 'pricing',
}
const ROOTS = ['.amazonaws.com', '.amazonaws.com.cn', '.api.aws']

/** Whether a host name (lower case, no port) is AWS's, so that the proxy answers it itself. */
export const isAwsName = (name: string): boolean => awsHost(name) !== undefined

/** Splits a Host header into name and port; undefined when it is none. */
export function splitHost(header: string): { readonly name: string; readonly port: number | undefined } | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253})(?::(\d{1,5}))?$/.exec(header)
  if (!match) return undefined
  const name = (match[1] as string).toLowerCase()
  return { name: name.endsWith('.') ? name.slice(0, -1) : name, port: match[2] === undefined ? undefined : Number(match[2]) }
}

/** Loopback addresses of both families, written in the usual ways. */
export const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || (isIP(name) === 4 && name.startsWith('127.')) || /^\[::ffff:(127\.|7f)/.test(name)

/** @returns undefined for a name that is not ours. `allowed` are the configured names, lower case. */
export function findHost(name: string, allowed: ReadonlySet<string>): Host | undefined {
  if (isLoopback(name) || allowed.has(name)) return { kind: 'plain' }
  if (name.endsWith('.localhost')) return localHost(name.slice(0, -'.localhost'.length))
  return awsHost(name)
}

function localHost(front: string): Host {
  if (front === 'console') return { kind: 'console' }
  const notebook = /^([a-z0-9](?:-*[a-z0-9])*)\.notebook\.([a-z0-9-]+)$/.exec(front)
  if (notebook) return { kind: 'notebook', name: notebook[1] as string, region: notebook[2] as string }
  const bucket = /^(.+)\.s3(?:\.[a-z0-9-]+)?$/.exec(front)
  if (bucket) return { kind: 'bucket', bucket: bucket[1] as string }
  return { kind: 'plain' }
}

function awsHost(name: string): Host | undefined {
  const root = ROOTS.find((ending) => name.endsWith(ending))
  if (!root) return undefined
  const labels = name.slice(0, -root.length).split('.')
  const bucketHost = s3Host(labels)
  if (bucketHost) return bucketHost
  const last = labels.at(-1) as string
  const region = REGION.test(last) ? last : undefined
  const service = (region ? labels.slice(0, -1) : labels).join('.').replace(/-fips$/, '')
  if (service === '') return undefined
  return { kind: 'aws', signingName: SIGNING_NAMES[service] ?? service, region }
}

/** `s3`, `s3.REGION`, `s3.dualstack.REGION`, `s3-fips.REGION`, `s3-REGION`, `s3-accelerate`, each with a bucket (which may hold dots) before it or not. */
function s3Host(labels: readonly string[]): Host | undefined {
  let end = labels.length
  let region: string | undefined
  if (REGION.test(labels[end - 1] as string)) region = labels[--end]
  if (labels[end - 1] === 'dualstack') end--
  const word = labels[end - 1]
  const dashed = word?.startsWith('s3-') && REGION.test(word.slice(3)) ? word.slice(3) : undefined
  if (word !== 's3' && word !== 's3-fips' && word !== 's3-accelerate' && !dashed) return undefined
  const bucket = labels.slice(0, end - 1).join('.')
  return { kind: 'aws', signingName: 's3', region: region ?? dashed, ...(bucket && { bucket }) }
}
