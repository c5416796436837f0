/** AWS's regions and their availability zones (AWS: "Regions and Availability Zones"). Which letter is which zone differs from account to account; here it is always the same. */

export interface Zone {
  readonly name: string
  readonly id: string
}

/** The commercial regions that are open without asking, and those that an account opts into: both can be used here. */
const OPEN = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const
const BY_OPTING_IN = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
] as const

export interface Region {
  readonly name: string
  readonly optIn: 'opt-in-not-required' | 'opted-in'
}

export const regions: readonly Region[] = [
  ...OPEN.map((name): Region => ({ name, optIn: 'opt-in-not-required' })),
  ...BY_OPTING_IN.map((name): Region => ({ name, optIn: 'opted-in' })),
].sort((a, b) => (a.name < b.name ? -1 : 1))

/** Letters, and the numbers of the zones' ids, where they are not a1 b2 c3. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'],
  'us-west-1': ['a1', 'c3'],
  'us-west-2': ['a1', 'b2', 'c3', 'd4'],
  'ap-northeast-1': ['a4', 'c1', 'd2'],
  'ap-northeast-2': ['a1', 'b2', 'c3', 'd4'],
  'ca-central-1': ['a1', 'b2', 'd4'],
}
const USUAL = ['a1', 'b2', 'c3']

const COMPASS: Readonly<Record<string, string>> = { northeast: 'ne', southeast: 'se', northwest: 'nw', southwest: 'sw' }

/** `us-east-1` → `use1`, `ap-northeast-1` → `apne1`: how AWS abbreviates a region in its zones' ids. */
const abbreviation = (region: string): string =>
  region
    .split('-')
    .map((part, index, parts) => (index === 0 || index === parts.length - 1 ? part : (COMPASS[part] ?? part.charAt(0))))
    .join('')

export const zonesOf = (region: string): readonly Zone[] =>
  (ZONES[region] ?? USUAL).map((zone) => ({ name: region + zone.charAt(0), id: `${abbreviation(region)}-az${zone.slice(1)}` }))
