/** What the models do not say of a service. To add one: a line here, its name in `models/make.py` and in `ServiceId`. */
import type { Route, ServiceId } from './types.ts'

export interface ServiceFacts {
  /** The first is what an answer uses when the request does not tell. */
  readonly protocols: readonly [Route['protocol'], ...Route['protocol'][]]
  /** The service in a signature's scope. */
  readonly signingName: string
  /** The code under which the service's front end reports violated constraints. */
  readonly validationCode: string
}

/**
 * Validation codes: the JSON services say ValidationException; Logs and ECR, older than that name, say InvalidParameterException;
 * the query services and the runtime (whose model has it) say ValidationError.
 */
export const services: Readonly<Record<ServiceId, ServiceFacts>> = {
  sagemaker: { protocols: ['awsJson1.1'], signingName: 'sagemaker', validationCode: 'ValidationException' },
  'sagemaker-runtime': { protocols: ['restJson1'], signingName: 'sagemaker', validationCode: 'ValidationError' },
  s3: { protocols: ['restXml'], signingName: 's3', validationCode: 'InvalidArgument' },
  iam: { protocols: ['awsQuery'], signingName: 'iam', validationCode: 'ValidationError' },
  sts: { protocols: ['awsQuery'], signingName: 'sts', validationCode: 'ValidationError' },
  logs: { protocols: ['awsJson1.1'], signingName: 'logs', validationCode: 'InvalidParameterException' },
  cloudwatch: { protocols: ['awsJson1.0', 'awsQuery', 'rpcv2Cbor'], signingName: 'monitoring', validationCode: 'ValidationError' },
  ecr: { protocols: ['awsJson1.1'], signingName: 'ecr', validationCode: 'InvalidParameterException' },
  cloudtrail: { protocols: ['awsJson1.1'], signingName: 'cloudtrail', validationCode: 'ValidationException' },
  accessanalyzer: { protocols: ['restJson1'], signingName: 'access-analyzer', validationCode: 'ValidationException' },
  kms: { protocols: ['awsJson1.1'], signingName: 'kms', validationCode: 'ValidationException' },
  organizations: { protocols: ['awsJson1.1'], signingName: 'organizations', validationCode: 'InvalidInputException' },
  secretsmanager: { protocols: ['awsJson1.1'], signingName: 'secretsmanager', validationCode: 'ValidationException' },
  ce: { protocols: ['awsJson1.1'], signingName: 'ce', validationCode: 'ValidationException' },
  pricing: { protocols: ['awsJson1.1'], signingName: 'pricing', validationCode: 'InvalidParameterException' },
  'sagemaker-metrics': { protocols: ['restJson1'], signingName: 'sagemaker', validationCode: 'ValidationException' },
  'sagemaker-featurestore-runtime': { protocols: ['restJson1'], signingName: 'sagemaker', validationCode: 'ValidationError' },
  'application-autoscaling': { protocols: ['awsJson1.1'], signingName: 'application-autoscaling', validationCode: 'ValidationException' },
  ec2: { protocols: ['ec2Query'], signingName: 'ec2', validationCode: 'InvalidParameterValue' },
}

/** The name in a signature's scope. */
export const signingName = (service: ServiceId): string => services[service].signingName

/**
 * Which services sign with this name. `sagemaker` names four, told apart by the request: the API has an `X-Amz-Target`, the others their paths.
 */
export const servicesBySigningName = (name: string): ServiceId[] =>
  (Object.keys(services) as ServiceId[]).filter((service) => services[service].signingName === name)
