/** IPv4 ranges, as numbers. */

export interface IpRange {
  /** The first address. */
  readonly first: number
  readonly bits: number
  readonly size: number
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** Undefined for a text that is no IPv4 address. */
export function addressOf(text: string): number | undefined {
  const parts = IPV4.exec(text)?.slice(1).map(Number)
  return parts?.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined
}

export const addressText = (address: number): string => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')

/** Undefined for a text that is no range. The first address is the range's own, whatever host bits the text has. */
export function rangeOf(text: string): IpRange | undefined {
  const [address, bits, ...rest] = text.split('/')
  const at = addressOf(address ?? '')
  if (at === undefined || bits === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32 || rest.length > 0) return undefined
  const size = 2 ** (32 - Number(bits))
  return { first: Math.floor(at / size) * size, bits: Number(bits), size }
}

export const rangeText = ({ first, bits }: IpRange): string => `${addressText(first)}/${bits}`

export const holds = (outer: IpRange, inner: IpRange): boolean => inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size

export const overlap = (one: IpRange, other: IpRange): boolean => one.first < other.first + other.size && other.first < one.first + one.size

/** EC2 keeps the first four addresses of a subnet and the last one. */
const RESERVED_FIRST = 4
const RESERVED = 5

export const usableAddresses = ({ size }: IpRange): number => size - RESERVED

/** The lowest address that is neither kept by EC2 nor taken. */
export function freeAddress({ first, size }: IpRange, taken: ReadonlySet<string>): string | undefined {
  for (let address = first + RESERVED_FIRST; address < first + size - 1; address++) {
    const text = addressText(address)
    if (!taken.has(text)) return text
  }
  return undefined
}

const IPV6_BITS = 128
const GROUP_BITS = 16

/** The IPv6 range in its shortest spelling, host bits cleared as EC2 does; undefined for a text that is none. */
export function ipv6RangeText(text: string): string | undefined {
  const [address = '', bits = '', ...rest] = text.split('/')
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > IPV6_BITS) return undefined
  const groups = ipv6Groups(address)
  if (!groups) return undefined
  const kept = groups.map((group, index) => {
    const own = Math.min(Math.max(Number(bits) - index * GROUP_BITS, 0), GROUP_BITS)
    return group & (0xffff << (GROUP_BITS - own)) & 0xffff
  })
  const { hostname } = new URL(`http://[${kept.map((group) => group.toString(16)).join(':')}]`)
  return `${hostname.slice(1, -1)}/${Number(bits)}`
}

function ipv6Groups(address: string): number[] | undefined {
  if (!/^[0-9a-fA-F:]{2,39}$/.test(address)) return undefined
  const halves = address.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array<string>(halves.length === 1 ? 0 : missing).fill('0'), ...tail]
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined
}
