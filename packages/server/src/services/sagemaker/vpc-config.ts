/** The subnets and security groups that requests name. */
import { type Ports, ServiceError } from '../../operation.ts'
import { validation } from './errors.ts'

/** What EC2 refuses is SageMaker's ValidationException, with EC2's sentence. */
function inWords<T>(ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    throw error instanceof ServiceError ? validation(error.message) : error
  }
}

/** Throws ValidationException unless all are there, and the groups are in the subnets' VPC. */
export function mustBeInOneVpc({ network }: Ports, subnetIds: readonly string[], groupIds: readonly string[]): void {
  inWords(() => network.mustBeOne(subnetIds, groupIds))
}

/** The network interface of a notebook instance in a VPC; undefined for one that is in none. */
export function attachNotebook(
  { network }: Ports,
  {
    SubnetId,
    SecurityGroupIds = [],
    NotebookInstanceName,
  }: { SubnetId?: string | undefined; SecurityGroupIds?: string[] | undefined; NotebookInstanceName?: string | undefined },
): string | undefined {
  if (SubnetId === undefined) return undefined
  const description = `[Do not delete] Network Interface created to access resources in your VPC for SageMaker Notebook Instance ${NotebookInstanceName}`
  return inWords(() => network.attach(SubnetId, SecurityGroupIds, description))
}
