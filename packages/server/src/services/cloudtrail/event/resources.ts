/** The resources that an event is about, for LookupEvents by resource. */
import type { ServiceId } from '#wire'

/** CloudFormation's type and the resource's name or ARN. */
export type EventResource = readonly [type: string, name: string]

/** Services whose calls about a resource have names of their own. */
const ABOUT_SOME: ReadonlySet<string> = new Set(['sts', 'kms'])
const ABOUT_ONE = /^(?:Create|Describe|Start|Stop|Update|Delete|Put|Get|Tag|Untag|Attach|Detach|Add|Remove|List|Head)/

/** Members that name a resource, by service. SageMaker's are found by the shape of their name instead. */
const MEMBERS: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  iam: {
    RoleName: 'AWS::IAM::Role',
    UserName: 'AWS::IAM::User',
    GroupName: 'AWS::IAM::Group',
    PolicyArn: 'AWS::IAM::Policy',
    PolicyName: 'AWS::IAM::Policy',
    AccessKeyId: 'AWS::IAM::AccessKey',
    InstanceProfileName: 'AWS::IAM::InstanceProfile',
  },
  sts: { RoleArn: 'AWS::IAM::Role' },
  s3: { Bucket: 'AWS::S3::Bucket', Key: 'AWS::S3::Object' },
  logs: { logGroupName: 'AWS::Logs::LogGroup', logStreamName: 'AWS::Logs::LogStream' },
  kms: { KeyId: 'AWS::KMS::Key', TargetKeyId: 'AWS::KMS::Key', AliasName: 'AWS::KMS::Alias' },
  cloudtrail: { Name: 'AWS::CloudTrail::Trail', TrailName: 'AWS::CloudTrail::Trail', S3BucketName: 'AWS::S3::Bucket' },
  ecr: { repositoryName: 'AWS::ECR::Repository' },
  ec2: { VpcId: 'AWS::EC2::VPC', SubnetId: 'AWS::EC2::Subnet', GroupId: 'AWS::EC2::SecurityGroup' },
  secretsmanager: { SecretId: 'AWS::SecretsManager::Secret', Name: 'AWS::SecretsManager::Secret' },
}

/** `TrainingJobName` → `AWS::SageMaker::TrainingJob`; CloudFormation has no type for some of them, which are named by the same rule. */
const SAGEMAKER_NAME = /^([A-Z][A-Za-z]*)Name$/
const ROLE_MEMBERS = new Set(['RoleArn', 'ExecutionRoleArn'])

function sagemakerResource(name: string, value: string): EventResource | undefined {
  if (ROLE_MEMBERS.has(name)) return ['AWS::IAM::Role', value]
  const kind = SAGEMAKER_NAME.exec(name)?.[1]
  return kind === undefined || kind.endsWith('Variant') ? undefined : [`AWS::SageMaker::${kind}`, value]
}

/** From the input's own members, and from the answer's when it names what was made (a key, a policy). At most ten. */
export function resourcesOf(service: ServiceId, operation: string, input: Readonly<Record<string, unknown>>, output: unknown): EventResource[] {
  if (!ABOUT_ONE.test(operation) && !ABOUT_SOME.has(service)) return []
  const found: EventResource[] = []
  const look = (values: Readonly<Record<string, unknown>>) => {
    for (const [name, value] of Object.entries(values)) {
      if (typeof value !== 'string' || value === '') continue
      const type = MEMBERS[service]?.[name]
      const resource: EventResource | undefined = service === 'sagemaker' ? sagemakerResource(name, value) : type === undefined ? undefined : [type, value]
      if (resource && found.length < 10 && !found.some(([kind, known]) => kind === resource[0] && known === resource[1])) found.push(resource)
    }
  }
  look(input)
  if (service === 'iam' && typeof output === 'object' && output !== null)
    for (const made of Object.values(output)) if (typeof made === 'object' && made !== null && !Array.isArray(made)) look(made as Record<string, unknown>)
  return found
}
