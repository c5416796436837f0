/** Which piece of work a call was about: whose history and log lines the panel shows beside it. */
import { onlyLooks } from '../aws/recorded-calls.ts'

export interface Subject {
  readonly kind: 'trainingJob' | 'transformJob' | 'endpoint' | 'notebook'
  readonly name: string
}

const MEMBERS = { TrainingJobName: 'trainingJob', TransformJobName: 'transformJob', EndpointName: 'endpoint', NotebookInstanceName: 'notebook' } as const

/** Undefined for calls that only look, and for those that set no work going. */
export function subjectOf({ operation, input }: { readonly operation: string; readonly input: unknown }): Subject | undefined {
  if (onlyLooks(operation) || typeof input !== 'object' || input === null) return undefined
  for (const [member, kind] of Object.entries(MEMBERS)) {
    const name = (input as Readonly<Record<string, unknown>>)[member]
    if (typeof name === 'string') return { kind, name }
  }
  return undefined
}
