/** The files that a training container finds under /opt/ml (AWS: "How Amazon SageMaker provides training information"). */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel } from '@aws-sdk/client-sagemaker'
import { checkpointPath } from '../services/sagemaker/training-job/checkpoint-path.ts'
import { hostsOf, inputMode } from '../services/sagemaker/training-job/hosts.ts'
import type { TrainingJob } from '../services/sagemaker/training-job/training-job.ts'

/** Paths of the parts that the engine itself reads or fills, below a job's /opt/ml. */
export const optMl = (root: string) => ({
  data: join(root, 'input/data'),
  model: join(root, 'model'),
  outputData: join(root, 'output/data'),
  failure: join(root, 'output/failure'),
})

/** One host's. */
export async function writeTrainingLayout(root: string, { request }: TrainingJob, host: string): Promise<void> {
  const config = join(root, 'input/config')
  for (const directory of [config, join(root, 'input/data'), join(root, 'model'), join(root, 'output/data'), join(root, 'code')]) {
    await mkdir(directory, { recursive: true })
  }
  const channels = Object.fromEntries(
    (request.InputDataConfig ?? []).map((channel) => [channel.ChannelName, channelConfig(channel, inputMode(channel, request))]),
  )
  const files: Record<string, unknown> = {
    'hyperparameters.json': request.HyperParameters ?? {},
    'inputdataconfig.json': channels,
    'resourceconfig.json': resourceConfig(request.ResourceConfig?.InstanceType ?? '', host, hostsOf(request)),
  }
  const checkpoints = request.CheckpointConfig
  if (checkpoints) {
    files['checkpointconfig.json'] = { S3Uri: checkpoints.S3Uri, LocalPath: checkpoints.LocalPath ?? '/opt/ml/checkpoints/' }
    await mkdir(join(root, checkpointPath(checkpoints)), { recursive: true })
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(config, name), JSON.stringify(content))
}

/** FastFile is a plain directory here, and the XGBoost container's check knows only File and Pipe. */
function channelConfig(channel: Channel, mode: string) {
  return {
    TrainingInputMode: mode === 'FastFile' ? 'File' : mode,
    S3DistributionType: channel.DataSource?.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
    RecordWrapperType: channel.RecordWrapperType ?? 'None',
    ...(channel.ContentType === undefined ? {} : { ContentType: channel.ContentType }),
  }
}

function resourceConfig(instanceType: string, host: string, hosts: readonly string[]) {
  return {
    current_host: host,
    current_instance_type: instanceType,
    current_group_name: 'homogeneousCluster',
    hosts,
    instance_groups: [{ instance_group_name: 'homogeneousCluster', instance_type: instanceType, hosts }],
    network_interface_name: 'eth0',
  }
}
