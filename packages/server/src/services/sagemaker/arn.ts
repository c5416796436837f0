/** SageMaker's resource names. */
import type { Scope } from '../../operation.ts'

/** AWS lower-cases the name in the ARN and keeps it everywhere else. */
export const sagemakerArn = ({ account, region }: Scope, type: string, name: string): string =>
  `arn:aws:sagemaker:${region}:${account}:${type}/${name.toLowerCase()}`

export interface SagemakerArn extends Scope {
  readonly type: string
  /** Lower-cased, as it stands in the ARN. */
  readonly name: string
}

/** Undefined when the text is no SageMaker ARN of the form `…:type/name`. */
export function parseSagemakerArn(arn: string): SagemakerArn | undefined {
  const [prefix, partition, service, region, account, resource, ...rest] = arn.split(':')
  if (prefix !== 'arn' || !partition || service !== 'sagemaker' || !region || !account || !resource || rest.length > 0) return undefined
  const slash = resource.indexOf('/')
  if (slash < 1 || slash === resource.length - 1) return undefined
  return { account, region, type: resource.slice(0, slash), name: resource.slice(slash + 1).toLowerCase() }
}
