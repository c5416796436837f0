/** How each service is named by the tools: the JavaScript SDK's package, its client, the AWS CLI's word, boto3's word. */
export interface ServiceNames {
  /** Of `@aws-sdk/client-…`. */
  readonly javascript: string
  readonly client: string
  readonly cli: string
  readonly boto3: string
}

const names = (javascript: string, client: string, cli = javascript, boto3 = javascript): ServiceNames => ({
  javascript,
  client: `${client}Client`,
  cli,
  boto3,
})

const SERVICES: readonly ServiceNames[] = [
  names('sagemaker', 'SageMaker'),
  names('sagemaker-runtime', 'SageMakerRuntime'),
  names('s3', 'S3', 's3api', 's3'),
  names('iam', 'IAM'),
  names('sts', 'STS'),
  names('cloudwatch-logs', 'CloudWatchLogs', 'logs', 'logs'),
  names('cloudwatch', 'CloudWatch'),
  names('cloudtrail', 'CloudTrail'),
  names('accessanalyzer', 'AccessAnalyzer'),
  names('ec2', 'EC2'),
  names('kms', 'KMS'),
  names('secrets-manager', 'SecretsManager', 'secretsmanager', 'secretsmanager'),
]

/** @param name the JavaScript SDK's package without `client-`, or its client's name without `Client` */
export function serviceNames(name: string): ServiceNames {
  const found = SERVICES.find(({ javascript, client }) => javascript === name || client === `${name}Client`)
  if (!found) throw new RangeError(`There is no service ${name}.`)
  return found
}
