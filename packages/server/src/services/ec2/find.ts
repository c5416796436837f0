/** Resources by the ids that callers give. */
import type { Ports } from '../../operation.ts'
import { groupIdMalformed, groupNameNotFound, groupNotFound, missing, noDefaultVpc, subnetNotFound, vpcNotFound } from './errors.ts'
import * as resources from './resource.store.ts'
import type { Kind, Resource } from './resource.ts'

/** All of a kind, or those with these ids; throws what `notFound` makes when one of them is missing. */
export function pick<K extends Kind>(
  ports: Ports,
  kind: K,
  ids: readonly (string | undefined)[] | undefined,
  notFound: (ids: readonly string[]) => Error,
): Resource<K>[] {
  if (!ids?.length) return resources.all(ports, kind)
  const wanted = [...new Set(ids.filter((id) => id !== undefined))]
  const found = wanted.map((id) => [id, resources.find(ports, kind, id)] as const)
  const absent = found.filter(([, resource]) => !resource).map(([id]) => id)
  if (absent.length > 0) throw notFound(absent)
  return found.flatMap(([, resource]) => resource ?? []).sort((a, b) => a.number - b.number)
}

export function mustFindVpc(ports: Ports, id: string): Resource<'vpc'> {
  const vpc = resources.find(ports, 'vpc', id)
  if (!vpc) throw vpcNotFound([id])
  return vpc
}

export function mustFindSubnet(ports: Ports, id: string): Resource<'subnet'> {
  const subnet = resources.find(ports, 'subnet', id)
  if (!subnet) throw subnetNotFound([id])
  return subnet
}

export function mustFindGroup(ports: Ports, id: string): Resource<'security-group'> {
  if (!id.startsWith('sg-')) throw groupIdMalformed(id)
  const group = resources.find(ports, 'security-group', id)
  if (!group) throw groupNotFound([id])
  return group
}

const defaultVpc = (ports: Ports) => resources.all(ports, 'vpc').find(({ body }) => body.isDefault)

export function mustFindDefaultVpc(ports: Ports): Resource<'vpc'> {
  const vpc = defaultVpc(ports)
  if (!vpc) throw noDefaultVpc()
  return vpc
}

/** By name, in the default VPC only, as EC2 does. */
export function findGroupNamed(ports: Ports, name: string): Resource<'security-group'> | undefined {
  const vpc = defaultVpc(ports)
  return vpc && resources.childrenOf(ports, 'security-group', vpc.id).find(({ body }) => body.name === name)
}

/** The same. Throws InvalidGroup.NotFound. */
export function mustFindGroupNamed(ports: Ports, name: string): Resource<'security-group'> {
  const group = findGroupNamed(ports, name)
  if (!group) throw groupNameNotFound(name, mustFindDefaultVpc(ports).id)
  return group
}

/** The group that a request names by id or, in the default VPC, by name. */
export function givenGroup(ports: Ports, { GroupId, GroupName }: { GroupId?: string | undefined; GroupName?: string | undefined }): Resource<'security-group'> {
  if (GroupId !== undefined) return mustFindGroup(ports, GroupId)
  if (GroupName === undefined) throw missing('groupId')
  return mustFindGroupNamed(ports, GroupName)
}
