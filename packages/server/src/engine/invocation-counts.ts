/** What CloudWatch is told of a variant's invocations: counted in memory, handed over in batches. */
import type { MetricDatum } from '../operation.ts'

/** AWS/SageMaker's names: latencies in microseconds, ModelLatency the container's part, OverheadLatency ours. */
interface Counts {
  invocations: number
  clientErrors: number
  serverErrors: number
  modelErrors: number
  modelMicros: number
  overheadMicros: number
}

export interface InvocationCounts {
  /** `status` as the caller sees the container's answer: 0 when there was none. */
  add(variant: string, status: number, modelMicros: number, overheadMicros: number): void
  /** What was counted since the last time, and starts anew. */
  take(endpointName: string, at: Date): MetricDatum[]
}

export function createInvocationCounts(): InvocationCounts {
  let counted = new Map<string, Counts>()
  return {
    add(variant, status, modelMicros, overheadMicros) {
      const counts = counted.get(variant) ?? { invocations: 0, clientErrors: 0, serverErrors: 0, modelErrors: 0, modelMicros: 0, overheadMicros: 0 }
      counted.set(variant, counts)
      counts.invocations++
      if (status >= 400 && status < 500) counts.clientErrors++
      else if (status < 200 || status >= 500) counts.serverErrors++
      if (status < 200 || status > 299) counts.modelErrors++
      counts.modelMicros += modelMicros
      counts.overheadMicros += overheadMicros
    },
    take(endpointName, at) {
      const taken = counted
      counted = new Map()
      return [...taken].flatMap(([VariantName, counts]) => data(counts, { EndpointName: endpointName, VariantName }, at))
    },
  }
}

function data(counts: Counts, dimensions: MetricDatum['dimensions'], at: Date): MetricDatum[] {
  const { invocations } = counts
  const count = (name: string, value: number): MetricDatum => ({ name, value, at, unit: 'Count', dimensions })
  const mean = (name: string, sum: number): MetricDatum => ({ name, value: sum / invocations, at, unit: 'Microseconds', dimensions })
  return [
    count('Invocations', invocations),
    count('Invocation4XXErrors', counts.clientErrors),
    count('Invocation5XXErrors', counts.serverErrors),
    count('InvocationModelErrors', counts.modelErrors),
    mean('ModelLatency', counts.modelMicros),
    mean('OverheadLatency', counts.overheadMicros),
  ]
}
