/** EC2's own words for what goes wrong (AWS: "Error codes for the Amazon EC2 API"). Where no public record shows the sentence it is ours; docs/aws-behaviour.md says which. */
import { ServiceError } from '../../operation.ts'

const error = (code: string, message: string, status = 400) => new ServiceError(code, message, status)

const list = (ids: readonly string[]) => ids.join(', ')
const notFound = (code: string, what: string) => (ids: readonly string[]) =>
  error(`${code}.NotFound`, ids.length === 1 ? `The ${what} ID '${ids[0]}' does not exist` : `The ${what} IDs '${list(ids)}' do not exist`)

export const vpcNotFound = notFound('InvalidVpcID', 'vpc')
export const subnetNotFound = notFound('InvalidSubnetID', 'subnet')
export const routeTableNotFound = notFound('InvalidRouteTableID', 'routeTable')
export const internetGatewayNotFound = notFound('InvalidInternetGatewayID', 'internetGateway')
export const networkInterfaceNotFound = notFound('InvalidNetworkInterfaceID', 'networkInterface')
export const ruleNotFound = notFound('InvalidSecurityGroupRuleId', 'security group rule')
export const groupNotFound = (ids: readonly string[]) =>
  error(
    'InvalidGroup.NotFound',
    ids.length === 1 ? `The security group '${ids[0]}' does not exist` : `The security groups ${ids.map((id) => `'${id}'`).join(', ')} do not exist`,
  )
export const groupNameNotFound = (name: string, vpcId: string) =>
  error('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC '${vpcId}'`)
export const groupIdMalformed = (id: string) => error('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`)
export const noDefaultVpc = () => error('VPCIdNotSpecified', 'No default VPC for this user')

export const groupExists = (name: string, vpcId: string) => error('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`)
export const ruleExists = (sentence: string) => error('InvalidPermission.Duplicate', `the specified rule "${sentence}" already exists`)
export const ruleMissing = () => error('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.')

export const groupInUse = (groupId: string) => error('DependencyViolation', `resource ${groupId} has a dependent object`)
export const subnetInUse = (id: string) => error('DependencyViolation', `The subnet '${id}' has dependencies and cannot be deleted.`)
export const vpcInUse = (id: string) => error('DependencyViolation', `The vpc '${id}' has dependencies and cannot be deleted.`)
export const defaultGroup = (groupId: string) => error('CannotDelete', `the specified group: "${groupId}" name: "default" cannot be deleted by a user`)

export const invalidValue = (message: string) => error('InvalidParameterValue', message)
export const missing = (parameter: string) => error('MissingParameter', `The request must contain the parameter ${parameter}`)
export const cannotCombine = (one: string, other: string) =>
  error('InvalidParameterCombination', `The parameter ${one} cannot be used with the parameter ${other}`)
export const invalidFilter = (name: string) => invalidValue(`The filter '${name}' is invalid`)
export const invalidToken = () => error('InvalidPaginationToken', 'The specified pagination token is not valid.')
export const invalidId = (id: string) => error('InvalidID', `The ID '${id}' is not valid`)

export const invalidVpcRange = (cidr: string) => error('InvalidVpc.Range', `The CIDR '${cidr}' is invalid.`)
export const invalidSubnetRange = (cidr: string) => error('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`)
export const subnetConflict = (cidr: string) => error('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`)
export const noFreeAddress = (subnetId: string) =>
  error('InsufficientFreeAddressesInSubnet', `The subnet ${subnetId} does not have enough free addresses to satisfy the request.`)
export const differentNetworks = (groupId: string, subnetId: string) =>
  error('InvalidParameter', `Security group ${groupId} and subnet ${subnetId} belong to different networks.`)

export const limitExceeded = (code: string, what: string) => error(code, `The maximum number of ${what} has been reached.`)

/** What AWS has and Kenja does not: refused by name. */
export const notYet = (what: string) => error('UnsupportedOperation', `Kenja does not support ${what} yet.`)

/** DryRun: the caller may, and nothing was done. */
export function mustBeMeant({ DryRun }: { readonly DryRun?: boolean | undefined }): void {
  if (DryRun) throw error('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
}
