/** SageMaker Runtime's own words for what goes wrong. Sources: docs/aws-behaviour.md. */
import { type Scope, ServiceError } from '../../operation.ts'

export const endpointNotFound = (name: string, { account }: Scope): ServiceError =>
  new ServiceError('ValidationError', `Endpoint ${name} of account ${account} not found.`)

export const variantNotFound = (variant: string): ServiceError => new ServiceError('ValidationError', `Variant ${variant} not found for Request`)

/** Text as seen by AWS's users (aws/amazon-sagemaker-examples#1026). */
export const noMultiModel = (name: string): ServiceError =>
  new ServiceError('ValidationError', `Endpoint ${name} is not a multi-model endpoint and does not support target model header.`)

/** Text as seen by AWS's users, who saw its beginning (aws/sagemaker-tensorflow-serving-container#166). */
export const noTargetModel = (requestId: string): ServiceError => new ServiceError('ValidationError', `Request ${requestId} is missing a target model header.`)

export const modelNotDownloaded = (bucket: string, key: string): ServiceError =>
  new ServiceError(
    'ValidationError',
    `Failed to download model data(bucket: ${bucket}, key: ${key}). Please ensure that there is an object located at the URL and that the role passed to CreateModel has permissions to download the model.`,
  )

export const modelNotExtracted = (bucket: string, key: string, why: string): ServiceError =>
  new ServiceError(
    'ValidationError',
    `Failed to extract model data archive(bucket: ${bucket}, key: ${key}). Please ensure that the object is a valid tar.gz archive. (${why})`,
  )

/** AWS answers so when a model takes longer to load than a request may wait: the SDKs try again. */
export const modelNotReady = (targetModel: string): ServiceError =>
  new ServiceError('ModelNotReadyException', `Model ${targetModel} is not ready for inference yet. Please try again.`, 429)

export const noOtherContainer = (name: string): ServiceError =>
  new ServiceError(
    'ValidationError',
    `TargetContainerHostname is for endpoints with several containers that are invoked directly, and endpoint ${name} has one container.`,
  )

export const notReady = (name: string): ServiceError => new ServiceError('ServiceUnavailable', `No process of endpoint ${name} can take a request now.`, 503)

export const tooBusy = (name: string): ServiceError => new ServiceError('ServiceUnavailable', `Too many requests wait for endpoint ${name}.`, 503)

/** AWS calls a model's only container `primary`. */
const CONTAINER = 'primary'
/** A container's answer may be large; an error's text need not be. */
const MAX_ORIGINAL_CHARACTERS = 4_096

interface Failed extends Scope {
  readonly endpointName: string
}

const seeLogs = ({ account, region, endpointName }: Failed): string =>
  `See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=/aws/sagemaker/Endpoints/${endpointName} in account ${account} for more information.`

function modelError(failed: Failed, errorCode: string, status: number, original: string): ServiceError {
  const kind = status >= 400 && status < 500 ? 'client' : 'server'
  const message = `Received ${kind} error (${status}) from ${CONTAINER} with message "${original}". ${seeLogs(failed)}`
  return new ServiceError('ModelError', message, 424, {
    ErrorCode: errorCode,
    OriginalMessage: original,
    OriginalStatusCode: status,
    LogStreamArn: `arn:aws:logs:${failed.region}:${failed.account}:log-group:/aws/sagemaker/Endpoints/${failed.endpointName}`,
  })
}

/** The container answered with an error of its own. */
export const containerAnswered = (failed: Failed, status: number, body: string): ServiceError =>
  modelError(failed, status < 500 ? 'CLIENT_ERROR_FROM_MODEL' : 'SERVER_ERROR_FROM_MODEL', status, body.slice(0, MAX_ORIGINAL_CHARACTERS))

export const invocationTimedOut = (failed: Failed): ServiceError =>
  modelError(
    failed,
    'INTERNAL_FAILURE_FROM_MODEL',
    0,
    `Your invocation timed out while waiting for a response from container ${CONTAINER}. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.`,
  )

export const containerCrashed = (failed: Failed): ServiceError =>
  modelError(
    failed,
    'INTERNAL_FAILURE_FROM_MODEL',
    0,
    `Amazon SageMaker could not get a response from the ${failed.endpointName} endpoint. This can occur when CPU or memory utilization is high. ` +
      'To check your utilization, see Amazon CloudWatch. To fix this problem, use an instance type with more CPU capacity or memory.',
  )
