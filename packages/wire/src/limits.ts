/**
 * Limits on everything that comes from outside. Counts and bytes; each is far above what AWS's own limits let a rightful request need,
 * and low enough that no request costs more than a moment.
 */
import type { Route, ServiceId } from './types.ts'

const MiB = 1024 * 1024

/** Nesting of objects and arrays in JSON, of elements in XML, of dots in a form's names. No model's input nests deeper than 10, but for search expressions, which may hold one another. */
export const depth = 64

/** Elements and attributes of an XML document: CompleteMultipartUpload may name 10,000 parts with up to ten members each. */
export const xmlNodes = 150_000

/** Fields of a form (awsQuery): PutMetricData may hold 1,000 metrics with 30 dimensions of two fields each. */
export const formFields = 100_000

/** Members of one list or map, whatever the model says. */
export const items = 100_000

/** UTF-16 units of a member's, header's or field's name. */
export const nameLength = 4096

/** Bytes of one header's value, where the model sets no limit of its own. */
export const headerValue = 16 * 1024

/** Violations named in one answer; a validation stops there. */
export const violations = 50

/** UTF-16 units of a refused value that an answer repeats. */
export const shownValue = 2048

/** Bytes that a compressed body may expand to. */
export const inflated = 16 * MiB

const bodyOf: Readonly<Record<ServiceId, number>> = {
  sagemaker: 4 * MiB,
  // The model's own limit of 6 MiB answers first, in its words; this one only bounds the memory.
  'sagemaker-runtime': 7 * MiB,
  // DeleteObjects: 1,000 keys of 1,024 bytes, each escaped; CompleteMultipartUpload: 10,000 parts with checksums.
  s3: 8 * MiB,
  iam: 2 * MiB,
  sts: 1 * MiB,
  // PutLogEvents: 1 MiB of text, which JSON may write six times as long.
  logs: 8 * MiB,
  cloudwatch: 2 * MiB,
  // UploadLayerPart: up to 20 MiB in base64.
  ecr: 28 * MiB,
  cloudtrail: 1 * MiB,
  accessanalyzer: 1 * MiB,
  kms: 1 * MiB,
  organizations: 2 * MiB,
  secretsmanager: 1 * MiB,
  ec2: 1 * MiB,
  ce: 1 * MiB,
  pricing: 1 * MiB,
  'sagemaker-metrics': 1 * MiB,
  // BatchWriteRecord: 25 records of up to 350 KB.
  'sagemaker-featurestore-runtime': 12 * MiB,
  'application-autoscaling': 1 * MiB,
}

/** The most bytes a body may have that is read as a whole (`streamsInput` false). The gateway refuses longer ones before it has read them. */
export const bodyBytes = (target: ServiceId | Pick<Route, 'service'>): number => bodyOf[typeof target === 'string' ? target : target.service]
