import type { Ports } from '../../../operation.ts'
import { parseSagemakerArn } from '../arn.ts'
import * as codeRepositories from '../code-repository/code-repository.store.ts'
import * as endpoints from '../endpoint/endpoint.store.ts'
import * as configs from '../endpoint-config/endpoint-config.store.ts'
import { resourceDoesNotExist } from '../errors.ts'
import * as models from '../model/model.store.ts'
import * as notebooks from '../notebook-instance/notebook-instance.store.ts'
import * as lifecycleConfigs from '../notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.store.ts'
import * as jobs from '../training-job/training-job.store.ts'
import * as transformJobs from '../transform-job/transform-job.store.ts'

type Where = Pick<Ports, 'db' | 'account' | 'region'>

/** How each kind of resource is looked up by its name. */
const finders: Readonly<Record<string, (where: Where, name: string) => unknown>> = {
  'training-job': jobs.find,
  'transform-job': transformJobs.find,
  model: models.find,
  'endpoint-config': configs.find,
  endpoint: endpoints.find,
  'notebook-instance': notebooks.find,
  'notebook-instance-lifecycle-config': lifecycleConfigs.find,
  'code-repository': codeRepositories.find,
}

/** Throws ValidationException unless the ARN names a resource of the caller's account and region that exists. Answers the ARN as the resource itself has it. */
export function mustExist(ports: Ports, arn: string): string {
  const parsed = parseSagemakerArn(arn)
  const find = parsed && Object.hasOwn(finders, parsed.type) ? finders[parsed.type] : undefined
  const mine = parsed?.account === ports.account && parsed.region === ports.region
  const found = mine && find ? (find(ports, parsed.name) as { arn: string } | undefined) : undefined
  if (!found) throw resourceDoesNotExist(arn)
  return found.arn
}
