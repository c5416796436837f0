/** How what each Create operation makes is read back, and its tags. A resource of AWS's that takes no tags at its creation has none to read. */

/** Answers of forty operations, looked into by name: as open as parsed JSON is. */
export type Answer = ReturnType<typeof JSON.parse>

export interface Made {
  readonly input: Answer
  readonly output: Answer
  readonly before: Readonly<Record<string, string>>
}

export interface Read {
  readonly operation: string
  input(made: Made): object
  /** Whether the answer shows what was made. */
  holds(answer: Answer, made: Made): unknown
}

export type Created =
  | { input(before: Readonly<Record<string, string>>): object; readonly read: Read; readonly tags?: Read }
  /** The others need it, so it was made before them. */
  | { readonly madeBefore: true; readonly read: Read }
  /** Why there is nothing to read. */
  | { readonly makesNothing: string }

const TAGS = [{ Key: 'made', Value: 'at once' }]
const hasTag = (tags: Answer) => tags?.some(({ Key, Value, TagKey, TagValue }: Answer) => (Key ?? TagKey) === 'made' && (Value ?? TagValue) === 'at once')

/** SageMaker's resources: `arn` is a member of the Create's answer. */
const tagsOf = (arn: string): Read => ({
  operation: 'ListTags',
  input: ({ output }) => ({ ResourceArn: output[arn] }),
  holds: ({ Tags }) => hasTag(Tags),
})

const describe = (operation: string, member: string, arn: string): Read => ({
  operation,
  input: ({ input }) => ({ [member]: input[member] }),
  holds: (answer, { input, output }) =>
    answer[member] === input[member] && answer[arn] === output[arn] && (answer.CreationTime ?? answer.CreatedAt) instanceof Date,
})

const sagemaker: Readonly<Record<string, Created>> = {
  CreateCodeRepository: {
    input: () => ({ CodeRepositoryName: 'made', GitConfig: { RepositoryUrl: 'https://github.com/kenja/none.git' }, Tags: TAGS }),
    read: {
      operation: 'DescribeCodeRepository',
      input: () => ({ CodeRepositoryName: 'made' }),
      holds: (answer, { output }) => answer.CodeRepositoryArn === output.CodeRepositoryArn,
    },
    tags: tagsOf('CodeRepositoryArn'),
  },
  CreateEndpoint: {
    input: () => ({ EndpointName: 'made', EndpointConfigName: 'owner', Tags: TAGS }),
    read: describe('DescribeEndpoint', 'EndpointName', 'EndpointArn'),
    tags: tagsOf('EndpointArn'),
  },
  CreateEndpointConfig: {
    input: () => ({
      EndpointConfigName: 'made',
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'owner', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }],
      Tags: TAGS,
    }),
    read: describe('DescribeEndpointConfig', 'EndpointConfigName', 'EndpointConfigArn'),
    tags: tagsOf('EndpointConfigArn'),
  },
  CreateModel: {
    input: ({ role, image, model }) => ({ ModelName: 'made', ExecutionRoleArn: role, PrimaryContainer: { Image: image, ModelDataUrl: model }, Tags: TAGS }),
    read: describe('DescribeModel', 'ModelName', 'ModelArn'),
    tags: tagsOf('ModelArn'),
  },
  CreateNotebookInstance: {
    input: ({ role }) => ({ NotebookInstanceName: 'made', InstanceType: 'ml.t2.medium', RoleArn: role, Tags: TAGS }),
    read: describe('DescribeNotebookInstance', 'NotebookInstanceName', 'NotebookInstanceArn'),
    tags: tagsOf('NotebookInstanceArn'),
  },
  CreateNotebookInstanceLifecycleConfig: {
    input: () => ({ NotebookInstanceLifecycleConfigName: 'made', Tags: TAGS }),
    read: describe('DescribeNotebookInstanceLifecycleConfig', 'NotebookInstanceLifecycleConfigName', 'NotebookInstanceLifecycleConfigArn'),
    tags: tagsOf('NotebookInstanceLifecycleConfigArn'),
  },
  CreatePresignedNotebookInstanceUrl: { makesNothing: 'an address, no resource' },
  CreateTransformJob: {
    input: ({ bucket }) => ({
      TransformJobName: 'made',
      ModelName: 'owner',
      TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/train` } }, ContentType: 'text/csv' },
      TransformOutput: { S3OutputPath: `s3://${bucket}/output` },
      TransformResources: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1 },
      Tags: TAGS,
    }),
    read: describe('DescribeTransformJob', 'TransformJobName', 'TransformJobArn'),
    tags: tagsOf('TransformJobArn'),
  },
  CreateTrainingJob: {
    input: ({ role, image, bucket }) => ({
      TrainingJobName: 'made',
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/train` } } }],
      OutputDataConfig: { S3OutputPath: `s3://${bucket}/output` },
      ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Tags: TAGS,
    }),
    read: describe('DescribeTrainingJob', 'TrainingJobName', 'TrainingJobArn'),
    tags: tagsOf('TrainingJobArn'),
  },
}

/** IAM's: the answer and the read hold the same document under `member`. */
const iamRead = (operation: string, member: string, key: string, from = key): Read => ({
  operation,
  input: ({ output }) => ({ [key]: output[member][from] }),
  holds: (answer, { output }) => answer[member]?.Arn === output[member].Arn,
})
const iamTags = (operation: string, member: string, key: string, from = key): Read => ({
  operation,
  input: ({ output }) => ({ [key]: output[member][from] }),
  holds: ({ Tags }) => hasTag(Tags),
})

const iam: Readonly<Record<string, Created>> = {
  CreateAccessKey: {
    input: () => ({ UserName: 'owner' }),
    read: {
      operation: 'ListAccessKeys',
      input: () => ({ UserName: 'owner' }),
      holds: (answer, { output }) => answer.AccessKeyMetadata[0].AccessKeyId === output.AccessKey.AccessKeyId,
    },
  },
  CreateAccountAlias: {
    input: () => ({ AccountAlias: 'read-after-create' }),
    read: { operation: 'ListAccountAliases', input: () => ({}), holds: ({ AccountAliases }) => AccountAliases.includes('read-after-create') },
  },
  CreateGroup: { input: () => ({ GroupName: 'made' }), read: iamRead('GetGroup', 'Group', 'GroupName') },
  CreateInstanceProfile: {
    input: () => ({ InstanceProfileName: 'made', Tags: TAGS }),
    read: iamRead('GetInstanceProfile', 'InstanceProfile', 'InstanceProfileName'),
    tags: iamTags('ListInstanceProfileTags', 'InstanceProfile', 'InstanceProfileName'),
  },
  CreateLoginProfile: {
    input: () => ({ UserName: 'owner', Password: 'correct Horse 7 battery!' }),
    read: { operation: 'GetLoginProfile', input: () => ({ UserName: 'owner' }), holds: ({ LoginProfile }) => LoginProfile.UserName === 'owner' },
  },
  CreatePolicy: {
    input: ({ policy }) => ({ PolicyName: 'made', PolicyDocument: policy, Tags: TAGS }),
    read: iamRead('GetPolicy', 'Policy', 'PolicyArn', 'Arn'),
    tags: iamTags('ListPolicyTags', 'Policy', 'PolicyArn', 'Arn'),
  },
  CreatePolicyVersion: {
    input: ({ account, policy }) => ({ PolicyArn: `arn:aws:iam::${account}:policy/versions`, PolicyDocument: policy }),
    read: {
      operation: 'GetPolicyVersion',
      input: ({ input, output }) => ({ PolicyArn: input.PolicyArn, VersionId: output.PolicyVersion.VersionId }),
      holds: ({ PolicyVersion }, { input }) => decodeURIComponent(PolicyVersion.Document) === input.PolicyDocument,
    },
  },
  CreateRole: {
    input: ({ trust }) => ({ RoleName: 'made', AssumeRolePolicyDocument: trust, Tags: TAGS }),
    read: iamRead('GetRole', 'Role', 'RoleName'),
    tags: iamTags('ListRoleTags', 'Role', 'RoleName'),
  },
  CreateServiceLinkedRole: {
    input: () => ({ AWSServiceName: 'sagemaker.application-autoscaling.amazonaws.com' }),
    read: iamRead('GetRole', 'Role', 'RoleName'),
  },
  CreateUser: {
    input: () => ({ UserName: 'made', Tags: TAGS }),
    read: iamRead('GetUser', 'User', 'UserName'),
    tags: iamTags('ListUserTags', 'User', 'UserName'),
  },
  CreateVirtualMFADevice: {
    input: () => ({ VirtualMFADeviceName: 'made', Tags: TAGS }),
    read: {
      operation: 'ListVirtualMFADevices',
      input: () => ({}),
      holds: ({ VirtualMFADevices }, { output }) => VirtualMFADevices.some(({ SerialNumber }: Answer) => SerialNumber === output.VirtualMFADevice.SerialNumber),
    },
    tags: iamTags('ListMFADeviceTags', 'VirtualMFADevice', 'SerialNumber'),
  },
}

const kms: Readonly<Record<string, Created>> = {
  CreateAlias: {
    input: ({ key }) => ({ AliasName: 'alias/made', TargetKeyId: key }),
    read: {
      operation: 'DescribeKey',
      input: () => ({ KeyId: 'alias/made' }),
      holds: ({ KeyMetadata }, { before }) => KeyMetadata.KeyId === before.key,
    },
  },
  CreateGrant: {
    input: ({ key, role }) => ({ KeyId: key, GranteePrincipal: role, Operations: ['Decrypt'] }),
    read: {
      operation: 'ListGrants',
      input: ({ input }) => ({ KeyId: input.KeyId }),
      holds: ({ Grants }, { output }) => Grants.some(({ GrantId }: Answer) => GrantId === output.GrantId),
    },
  },
  CreateKey: {
    input: () => ({ Description: 'made', Tags: [{ TagKey: 'made', TagValue: 'at once' }] }),
    read: {
      operation: 'DescribeKey',
      input: ({ output }) => ({ KeyId: output.KeyMetadata.KeyId }),
      holds: ({ KeyMetadata }, { output }) => KeyMetadata.Arn === output.KeyMetadata.Arn && KeyMetadata.KeyState === 'Enabled',
    },
    tags: { operation: 'ListResourceTags', input: ({ output }) => ({ KeyId: output.KeyMetadata.KeyId }), holds: ({ Tags }) => hasTag(Tags) },
  },
}

const logs: Readonly<Record<string, Created>> = {
  CreateLogGroup: {
    input: () => ({ logGroupName: 'made', tags: { made: 'at once' } }),
    read: { operation: 'DescribeLogGroups', input: () => ({ logGroupNamePrefix: 'made' }), holds: ({ logGroups }) => logGroups[0].logGroupName === 'made' },
    tags: { operation: 'ListTagsLogGroup', input: () => ({ logGroupName: 'made' }), holds: ({ tags }) => tags.made === 'at once' },
  },
  CreateLogStream: {
    input: () => ({ logGroupName: 'owner', logStreamName: 'made' }),
    read: { operation: 'DescribeLogStreams', input: () => ({ logGroupName: 'owner' }), holds: ({ logStreams }) => logStreams[0].logStreamName === 'made' },
  },
}

const ec2Tags = (type: string) => [{ ResourceType: type, Tags: TAGS }]
const ec2TagsOf = (id: (output: Answer) => string): Read => ({
  operation: 'DescribeTags',
  input: ({ output }) => ({ Filters: [{ Name: 'resource-id', Values: [id(output)] }] }),
  holds: ({ Tags }) => hasTag(Tags),
})

const ec2: Readonly<Record<string, Created>> = {
  CreateSecurityGroup: {
    input: ({ vpc }) => ({ GroupName: 'made', Description: 'made', VpcId: vpc, TagSpecifications: ec2Tags('security-group') }),
    read: {
      operation: 'DescribeSecurityGroups',
      input: ({ output }) => ({ GroupIds: [output.GroupId] }),
      holds: (answer) => answer.SecurityGroups.length === 1,
    },
    tags: ec2TagsOf(({ GroupId }) => GroupId),
  },
  CreateSubnet: {
    input: ({ vpc }) => ({ VpcId: vpc, CidrBlock: '10.9.1.0/24', TagSpecifications: ec2Tags('subnet') }),
    read: {
      operation: 'DescribeSubnets',
      input: ({ output }) => ({ SubnetIds: [output.Subnet.SubnetId] }),
      holds: (answer) => answer.Subnets[0].State === 'available',
    },
    tags: ec2TagsOf(({ Subnet }) => Subnet.SubnetId),
  },
  CreateTags: {
    input: ({ vpc }) => ({ Resources: [vpc], Tags: TAGS }),
    read: {
      operation: 'DescribeTags',
      input: ({ before }) => ({ Filters: [{ Name: 'resource-id', Values: [before.vpc] }] }),
      holds: ({ Tags }) => hasTag(Tags),
    },
  },
  CreateVpc: {
    input: () => ({ CidrBlock: '10.8.0.0/16', TagSpecifications: ec2Tags('vpc') }),
    read: { operation: 'DescribeVpcs', input: ({ output }) => ({ VpcIds: [output.Vpc.VpcId] }), holds: (answer) => answer.Vpcs[0].CidrBlock === '10.8.0.0/16' },
    tags: ec2TagsOf(({ Vpc }) => Vpc.VpcId),
  },
}

const s3: Readonly<Record<string, Created>> = {
  CreateBucket: {
    input: () => ({ Bucket: 'sagemaker-made', CreateBucketConfiguration: { Tags: TAGS } }),
    read: { operation: 'HeadBucket', input: () => ({ Bucket: 'sagemaker-made' }), holds: ({ BucketRegion }) => BucketRegion === 'us-east-1' },
    tags: { operation: 'GetBucketTagging', input: () => ({ Bucket: 'sagemaker-made' }), holds: ({ TagSet }) => hasTag(TagSet) },
  },
  CreateMultipartUpload: {
    input: ({ bucket }) => ({ Bucket: bucket, Key: 'made' }),
    read: {
      operation: 'ListMultipartUploads',
      input: ({ input }) => ({ Bucket: input.Bucket }),
      holds: ({ Uploads }, { output }) => Uploads.some(({ UploadId }: Answer) => UploadId === output.UploadId),
    },
  },
}

const cloudtrail: Readonly<Record<string, Created>> = {
  CreateTrail: {
    input: () => ({ Name: 'made', S3BucketName: 'sagemaker-trails', TagsList: TAGS }),
    read: { operation: 'GetTrail', input: () => ({ Name: 'made' }), holds: ({ Trail }, { output }) => Trail.TrailARN === output.TrailARN },
    tags: {
      operation: 'ListTags',
      input: ({ output }) => ({ ResourceIdList: [output.TrailARN] }),
      holds: ({ ResourceTagList }) => hasTag(ResourceTagList[0].TagsList),
    },
  },
}

const secretsmanager: Readonly<Record<string, Created>> = {
  CreateSecret: {
    input: () => ({ Name: 'made', SecretString: 'said by nobody', Tags: TAGS }),
    read: { operation: 'GetSecretValue', input: () => ({ SecretId: 'made' }), holds: ({ ARN }, { output }) => ARN === output.ARN },
    tags: { operation: 'DescribeSecret', input: () => ({ SecretId: 'made' }), holds: ({ Tags }) => hasTag(Tags) },
  },
}

const organizationsTags = (id: (output: Answer) => string): Read => ({
  operation: 'ListTagsForResource',
  input: ({ output }) => ({ ResourceId: id(output) }),
  holds: ({ Tags }) => hasTag(Tags),
})

const organizations: Readonly<Record<string, Created>> = {
  CreateAccount: {
    input: () => ({ Email: 'made@example.com', AccountName: 'made', Tags: TAGS }),
    read: {
      operation: 'DescribeCreateAccountStatus',
      input: ({ output }) => ({ CreateAccountRequestId: output.CreateAccountStatus.Id }),
      holds: ({ CreateAccountStatus }) => ['IN_PROGRESS', 'SUCCEEDED'].includes(CreateAccountStatus.State),
    },
  },
  CreateOrganization: {
    madeBefore: true,
    read: { operation: 'DescribeOrganization', input: () => ({}), holds: ({ Organization }, { before }) => Organization.Id === before.organization },
  },
  CreateOrganizationalUnit: {
    input: ({ organizationRoot }) => ({ ParentId: organizationRoot, Name: 'made', Tags: TAGS }),
    read: {
      operation: 'DescribeOrganizationalUnit',
      input: ({ output }) => ({ OrganizationalUnitId: output.OrganizationalUnit.Id }),
      holds: ({ OrganizationalUnit }) => OrganizationalUnit.Name === 'made',
    },
    tags: organizationsTags(({ OrganizationalUnit }) => OrganizationalUnit.Id),
  },
  CreatePolicy: {
    input: ({ policy }) => ({ Name: 'made', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: policy, Tags: TAGS }),
    read: {
      operation: 'DescribePolicy',
      input: ({ output }) => ({ PolicyId: output.Policy.PolicySummary.Id }),
      holds: ({ Policy }) => Policy.PolicySummary.Name === 'made',
    },
    tags: organizationsTags(({ Policy }) => Policy.PolicySummary.Id),
  },
}

/** By service and operation. */
export const created: Readonly<Record<string, Readonly<Record<string, Created>>>> = {
  cloudtrail,
  ec2,
  iam,
  kms,
  logs,
  organizations,
  s3,
  sagemaker,
  secretsmanager,
}
