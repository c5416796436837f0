/** What SageMaker's calls are about, beyond what the public table says. */
import type { Asked, Demand, ServiceAccess } from '../../access.ts'
import { lowerResource } from '../../lib/lower-resource.ts'

type Input = Readonly<Record<string, unknown>>
type Path = readonly [string, ...string[]]

/** Members of requests by the condition keys that they fill. A star takes all items of a list. */
const MEMBERS: Readonly<Record<string, readonly Path[]>> = {
  'sagemaker:acceleratortypes': [['AcceleratorTypes'], ['ProductionVariants', '*', 'AcceleratorType']],
  'sagemaker:directinternetaccess': [['DirectInternetAccess']],
  'sagemaker:enableremotedebug': [['RemoteDebugConfig', 'EnableRemoteDebug']],
  'sagemaker:filesystemaccessmode': [['InputDataConfig', '*', 'DataSource', 'FileSystemDataSource', 'FileSystemAccessMode']],
  'sagemaker:filesystemdirectorypath': [['InputDataConfig', '*', 'DataSource', 'FileSystemDataSource', 'DirectoryPath']],
  'sagemaker:filesystemid': [['InputDataConfig', '*', 'DataSource', 'FileSystemDataSource', 'FileSystemId']],
  'sagemaker:filesystemtype': [['InputDataConfig', '*', 'DataSource', 'FileSystemDataSource', 'FileSystemType']],
  'sagemaker:instancetypes': [
    ['InstanceType'],
    ['ResourceConfig', 'InstanceType'],
    ['ResourceConfig', 'InstanceGroups', '*', 'InstanceType'],
    ['ProductionVariants', '*', 'InstanceType'],
    ['TransformResources', 'InstanceType'],
    ['ProcessingResources', 'ClusterConfig', 'InstanceType'],
    ['TrainingJobDefinition', 'ResourceConfig', 'InstanceType'],
  ],
  'sagemaker:intercontainertrafficencryption': [['EnableInterContainerTrafficEncryption'], ['NetworkConfig', 'EnableInterContainerTrafficEncryption']],
  'sagemaker:keepaliveperiod': [['ResourceConfig', 'KeepAlivePeriodInSeconds']],
  'sagemaker:maxruntimeinseconds': [['StoppingCondition', 'MaxRuntimeInSeconds']],
  'sagemaker:minimuminstancemetadataserviceversion': [['InstanceMetadataServiceConfiguration', 'MinimumInstanceMetadataServiceVersion']],
  'sagemaker:modelname': [['ModelName']],
  'sagemaker:networkisolation': [['EnableNetworkIsolation'], ['NetworkConfig', 'EnableNetworkIsolation']],
  'sagemaker:outputkmskeyarn': [
    ['OutputDataConfig', 'KmsKeyId'],
    ['TransformOutput', 'KmsKeyId'],
    ['ProcessingOutputConfig', 'KmsKeyId'],
  ],
  'sagemaker:rootaccess': [['RootAccess']],
  'sagemaker:serverlessmaxconcurrency': [['ProductionVariants', '*', 'ServerlessConfig', 'MaxConcurrency']],
  'sagemaker:serverlessmemorysize': [['ProductionVariants', '*', 'ServerlessConfig', 'MemorySizeInMB']],
  'sagemaker:volumekmskeyarn': [
    ['KmsKeyId'],
    ['ResourceConfig', 'VolumeKmsKeyId'],
    ['TransformResources', 'VolumeKmsKeyId'],
    ['ProcessingResources', 'ClusterConfig', 'VolumeKmsKeyId'],
  ],
  'sagemaker:vpcsecuritygroupids': [['SecurityGroupIds'], ['VpcConfig', 'SecurityGroupIds'], ['NetworkConfig', 'VpcConfig', 'SecurityGroupIds']],
  'sagemaker:vpcsubnets': [['SubnetId'], ['VpcConfig', 'Subnets'], ['NetworkConfig', 'VpcConfig', 'Subnets']],
}

function valuesAt(value: unknown, [member, ...rest]: readonly string[]): string[] {
  if (value === undefined || value === null) return []
  if (member === undefined) return Array.isArray(value) ? value.map(String) : [String(value)]
  if (member === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : []
  return valuesAt((value as Input)[member], rest)
}

/** The models that a configuration names, as ARNs. */
const modelArns = ({ input, ctx }: Asked): string[] =>
  valuesAt(input, ['ProductionVariants', '*', 'ModelName']).map((name) => lowerResource(`arn:aws:sagemaker:${ctx.region}:${ctx.account}:model/${name}`))

const known = (values: readonly string[]) => (values.length > 0 ? [...new Set(values)] : undefined)

/** A resource made with tags is tagged too, which is an action of its own. */
function* also({ operation, input }: Asked, resource: string): Iterable<Demand> {
  if (!operation.startsWith('Create') || !Array.isArray(input.Tags) || input.Tags.length === 0) return
  yield { action: 'sagemaker:AddTags', resource, keys: { 'sagemaker:TaggingAction': operation } }
}

export const access: ServiceAccess = {
  spell: lowerResource,
  also,
  key(key, asked) {
    if (key === 'sagemaker:modelarn') return known(modelArns(asked))
    const paths = Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined
    return paths && known(paths.flatMap((path) => valuesAt(asked.input, path)))
  },
}
