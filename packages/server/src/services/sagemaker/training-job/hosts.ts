/** A training job's hosts: `algo-1`, `algo-2` …, one an instance. */
import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker'

/** Kenja's hosts are processes of one machine. */
export const MAX_HOSTS = 4

export const hostsOf = ({ ResourceConfig }: Pick<CreateTrainingJobRequest, 'ResourceConfig'>): string[] =>
  Array.from({ length: ResourceConfig?.InstanceCount ?? 1 }, (_, index) => `algo-${index + 1}`)

/** The channel's own input mode, or the job's. */
export const inputMode = (channel: Channel, { AlgorithmSpecification }: Pick<CreateTrainingJobRequest, 'AlgorithmSpecification'>): string =>
  channel.InputMode ?? AlgorithmSpecification?.TrainingInputMode ?? 'File'

/** A host's log stream; `first` is the first host's. */
export const logStreamOf = (first: string, host: string): string => first.replace(/algo-1(?=-\d+$)/, host)
