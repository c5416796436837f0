/** Which addresses the proxy may connect to: those of the internet, never the machine's own or its network's. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Special-purpose addresses of RFC 6890 and its registries; mapped and translated IPv4 forms are refused altogether. */
const RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/** One list a family: in a common one, `::ffff:0:0/96` would hold every IPv4 address. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const range of RANGES) {
  const [network, prefix] = range.split('/') as [string, string]
  const family = isIP(network) === 4 ? 'ipv4' : 'ipv6'
  special[family].addSubnet(network, Number(prefix), family)
}

export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 0) return false
  const list = family === 4 ? 'ipv4' : 'ipv6'
  return !special[list].check(address, list)
}

export type Resolve = (name: string) => Promise<readonly string[]>

const resolveName: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address)

/**
 * The address to connect to, resolved once so that nobody can answer differently between the check and the connection; undefined when the name has none
 * but private ones. Rejects when it cannot be resolved.
 */
export async function publicAddressOf(name: string, resolve: Resolve = resolveName): Promise<string | undefined> {
  const literal = name.replace(/^\[|\]$/g, '')
  const addresses = isIP(literal) ? [literal] : await resolve(name)
  // One private address among them is reason enough: no honest name has both.
  return addresses.every(isPublicAddress) ? addresses[0] : undefined
}
