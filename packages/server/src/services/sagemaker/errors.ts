/** SageMaker's own words for what goes wrong. Sources: docs/aws-behaviour.md. */
import { ServiceError } from '../../operation.ts'

type Kind = 'endpoint' | 'endpoint configuration' | 'model'

export const validation = (message: string): ServiceError => new ServiceError('ValidationException', message)

/** What AWS has and Kenja does not do yet is refused by name, never accepted and dropped. */
export const notYet = (what: string): ServiceError => validation(`Kenja does not support ${what} yet.`)

export const couldNotFind = (kind: Kind, arn: string): ServiceError => validation(`Could not find ${kind} "${arn}".`)

export const alreadyExists = (kind: Kind, arn: string): ServiceError => validation(`Cannot create already existing ${kind} "${arn}".`)

/** DescribeTrainingJob and StopTrainingJob of a job that is not there: not the modelled ResourceNotFound. */
export const trainingJobNotFound = (): ServiceError => validation('Requested resource not found.')

export const trainingJobExists = (arn: string): ServiceError =>
  new ServiceError(
    'ResourceInUse',
    `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
  )

/** DeleteTrainingJob, younger than Describe and Stop, has modelled errors. */
export const trainingJobToDeleteNotFound = (): ServiceError => new ServiceError('ResourceNotFound', 'Requested resource not found.')

export const trainingJobInUse = (arn: string, status: string): ServiceError =>
  new ServiceError('ResourceInUse', `The training job ${arn} is in status ${status}. Only a job that has ended can be deleted.`)

export const jobNotStoppable = (status: string): ServiceError => validation(`The request was rejected because the training job is in status ${status}.`)

/** Describe and Stop of a batch transform job have a modelled error; its text is that of the other jobs [U]. */
export const transformJobNotFound = (name: string): ServiceError => new ServiceError('ResourceNotFound', `Could not find requested job with name: ${name}`)

export const transformJobExists = (arn: string): ServiceError =>
  new ServiceError('ResourceInUse', `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`)

export const transformJobNotStoppable = (status: string): ServiceError =>
  validation(`The request was rejected because the transform job is in status ${status}.`)

export const endpointInProgress = (arn: string): ServiceError => validation(`Cannot update in-progress endpoint "${arn}".`)

export const noObjectsFound = (uri: string, region: string, roleArn: string, bucket: string): ServiceError =>
  validation(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${region}), ` +
      `that objects exist under that S3 prefix, and that the role "${roleArn}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  )

export const resourceDoesNotExist = (arn: string): ServiceError => validation(`The resource "${arn}" does not exist.`)

export const invalidNextToken = (): ServiceError => validation('The pagination token is not valid for this request.')
