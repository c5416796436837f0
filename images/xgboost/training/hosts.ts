import { type Collective, openCollective } from '../engine/collective.ts'
import type { Engine } from '../engine/libxgboost.ts'
import { AlgorithmError } from './failure.ts'
import { log } from './log.ts'

/** A job on several hosts, as one of them sees it. */
export interface HostGroup {
  /** All hosts of the job, sorted. */
  readonly hosts: readonly string[]
  readonly currentHost: string
  /** Where the first host of a group listens: for finding out who has data, and for the training. */
  readonly ports: readonly [finding: number, training: number]
  /** Where a host is reached. */
  readonly addressOf: (host: string) => string
}

/** AWS's own port and the one after it. */
const DEFAULT_PORTS = [9099, 9100] as const

/** The job's hosts. Kenja runs them on one machine and says where: KENJA_HOST_ADDRESS, KENJA_HOST_PORTS (two). */
export function hostGroup(hosts: readonly string[], currentHost: string, env: NodeJS.ProcessEnv = process.env): HostGroup {
  const [finding = DEFAULT_PORTS[0], training = DEFAULT_PORTS[1]] = (env.KENJA_HOST_PORTS ?? '').split(',').filter(Boolean).map(Number)
  return { hosts: [...hosts].sort(), currentHost, ports: [finding, training], addressOf: (host) => env.KENJA_HOST_ADDRESS ?? host }
}

/** What training together means for one host. */
export interface Together {
  readonly isMaster: boolean
  /** Undefined when this host trains alone. */
  readonly collective?: Collective
}

/**
 * Runs `work` on every host that has data, with libxgboost's collective open; the first of them is the master, which alone saves the model.
 * As in AWS's image the hosts first find out together who takes part; one without data is left out and ends well. @throws AlgorithmError when none has data
 */
export async function trainTogether(engine: Engine, group: HostGroup, hasData: boolean, work: (together: Together) => Promise<void>): Promise<void> {
  const { hosts, currentHost, ports, addressOf } = group
  const first = hosts[0] ?? currentHost
  const finding = await openCollective(engine, { host: addressOf(first), port: ports[0], workers: hosts.length, place: hosts.indexOf(currentHost) })
  const takesPart = new Float64Array(hosts.length)
  takesPart[hosts.indexOf(currentHost)] = hasData ? 1 : 0
  finding.sum(takesPart)
  await finding.close()
  const taking = hosts.filter((_, place) => takesPart[place] === 1)
  if (taking.length === 0) throw new AlgorithmError('No hosts received training data.')
  if (!hasData) {
    log('WARNING', `Host ${currentHost} not being used for distributed training.`)
    return
  }
  if (taking.length === 1) return work({ isMaster: true })
  const collective = await openCollective(engine, {
    host: addressOf(taking[0] as string),
    port: ports[1],
    workers: taking.length,
    place: taking.indexOf(currentHost),
  })
  await work({ isMaster: taking[0] === currentHost, collective })
  await collective.close()
}

const divide = 'See https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html#Instance-XGBoost-distributed-training-divide-data. '

/** What a host without data of a channel says. The texts are the image's. */
export function warnOfMissingData(host: string, channel: 'training' | 'validation'): void {
  log(
    'WARNING',
    `Host ${host} does not have ${channel} data. Will broadcast to cluster and this host ${host} will not be used in distributed training. Please divide the ${channel} data across instances properly. ${divide}`,
  )
}
