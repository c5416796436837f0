/** What other rooms ask of the network: that ids are real, and interfaces in subnets. Bound in `app.ts`. */
import { randomBytes } from 'node:crypto'
import type { Network, Ports } from '../../operation.ts'
import { DEFAULT_GROUP, ensureDefaultNetwork } from './default-network.ts'
import { dropResource } from './drop-resource.ts'
import { differentNetworks, noFreeAddress } from './errors.ts'
import { mustFindGroup, mustFindSubnet } from './find.ts'
import { freeAddress } from './ip-range.ts'
import * as resources from './resource.store.ts'
import { ec2Id, newId } from './resource.ts'
import { rangeOfSubnet } from './subnet/subnet.ts'

/** Locally administered, and unicast. */
const macAddress = (): string => ['02', ...(randomBytes(5).toString('hex').match(/../g) ?? [])].join(':')

export function networkOf(ports: Ports): Network {
  return {
    mustBeOne(subnetIds, groupIds) {
      ensureDefaultNetwork(ports)
      const subnets = subnetIds.map((id) => mustFindSubnet(ports, id))
      for (const groupId of groupIds) {
        const group = mustFindGroup(ports, groupId)
        const stranger = subnets.find(({ body }) => body.vpcId !== group.body.vpcId)
        if (stranger) throw differentNetworks(groupId, stranger.id)
      }
    },
    attach(subnetId, groupIds, description) {
      ensureDefaultNetwork(ports)
      const subnet = mustFindSubnet(ports, subnetId)
      const { vpcId } = subnet.body
      const taken = new Set(resources.childrenOf(ports, 'network-interface', subnetId).map(({ body }) => body.privateIp))
      const privateIp = freeAddress(rangeOfSubnet(subnet), taken)
      if (privateIp === undefined) throw noFreeAddress(subnetId)
      const own = resources.childrenOf(ports, 'security-group', vpcId).filter(({ body }) => body.name === DEFAULT_GROUP)
      const id = newId('network-interface')
      resources.insert(ports, 'network-interface', id, subnetId, {
        vpcId,
        subnetId,
        groupIds: groupIds.length > 0 ? groupIds : own.map((group) => group.id),
        privateIp,
        macAddress: macAddress(),
        description,
        attachmentId: ec2Id('ela-attach'),
        attachedMs: ports.now.getTime(),
      })
      return id
    },
    detach: (id) => dropResource(ports, 'network-interface', id),
  }
}
