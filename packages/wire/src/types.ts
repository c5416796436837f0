/** What the wire takes and gives. It knows AWS's protocols and nothing of any service's business. */
import type { Readable } from 'node:stream'

export type ServiceId =
  | 'sagemaker'
  | 'sagemaker-runtime'
  | 's3'
  | 'iam'
  | 'sts'
  | 'logs'
  | 'cloudwatch'
  | 'ecr'
  | 'cloudtrail'
  | 'accessanalyzer'
  | 'kms'
  | 'organizations'
  | 'secretsmanager'
  | 'ec2'
  | 'ce'
  | 'pricing'
  | 'sagemaker-metrics'
  | 'sagemaker-featurestore-runtime'
  | 'application-autoscaling'

/** A request as it came, after the transport's own decoding (HTTP chunks, aws-chunked). */
export interface WireRequest {
  readonly method: string
  /** Still percent-encoded, without the query. For S3 always path style: the gateway has moved a bucket from the host name into it. */
  readonly path: string
  /** Raw query string without the question mark. */
  readonly query: string
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** The whole body; empty when the operation takes a byte stream (see `Route.streamsInput`). */
  readonly body: Uint8Array
  /** The body of an operation that takes a byte stream. */
  readonly stream?: Readable
}

export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | Readable
}

/** Which operation of which service a request names, and in which protocol it wants the answer. */
export interface Route {
  readonly service: ServiceId
  /** The name in the model, for example `CreateTrainingJob`. */
  readonly operation: string
  readonly protocol: 'awsJson1.0' | 'awsJson1.1' | 'restJson1' | 'restXml' | 'awsQuery' | 'ec2Query' | 'rpcv2Cbor'
  /** Path labels, decoded exactly once. */
  readonly labels: Readonly<Record<string, string>>
  /** True when the input's payload is a byte stream: the gateway must not buffer the body, and passes `stream`. */
  readonly streamsInput: boolean
}

/** What the writer needs of an error. `ServiceError` of the server has this shape. */
export interface WireError {
  readonly code: string
  readonly message: string
  readonly httpStatus: number
  /** Further members of a modelled error, for example `OriginalStatusCode`, or S3's `BucketName`, `Key`. */
  readonly fields?: Readonly<Record<string, unknown>>
}
