import type { Ports } from '../../operation.ts'
import { ensureDefaultNetwork } from './default-network.ts'
import { mustBeMeant } from './errors.ts'

/** What every operation does first: the region has its network, and a dry run ends. The dispatcher has authorised the call before. */
export function begin(ports: Ports, input: { readonly DryRun?: boolean | undefined }): void {
  mustBeMeant(input)
  ensureDefaultNetwork(ports)
}
