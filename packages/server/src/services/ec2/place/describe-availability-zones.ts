import type { AvailabilityZone, DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult } from '@aws-sdk/client-ec2'
import type { Operation, Scope } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { invalidValue } from '../errors.ts'
import { type Zone, zonesOf } from '../regions.ts'
import { type FilterTable, filtered } from '../select.ts'

const groupOf = (region: string) => `${region}-zg-1`

const describeZone = ({ region }: Scope, { name, id }: Zone): AvailabilityZone => ({
  ZoneName: name,
  ZoneId: id,
  RegionName: region,
  State: 'available',
  OptInStatus: 'opt-in-not-required',
  Messages: [],
  GroupName: groupOf(region),
  NetworkBorderGroup: region,
  ZoneType: 'availability-zone',
})

const zoneFilters = ({ region }: Scope): FilterTable<Zone> => ({
  'group-name': () => groupOf(region),
  message: () => undefined,
  'opt-in-status': () => 'opt-in-not-required',
  'parent-zone-id': () => undefined,
  'parent-zone-name': () => undefined,
  'region-name': () => region,
  state: () => 'available',
  'zone-id': ({ id }) => id,
  'zone-name': ({ name }) => name,
  'zone-type': () => 'availability-zone',
})

/** The caller's region's; it has no local zones here, so `AllAvailabilityZones` adds none. */
export const describeAvailabilityZones: Operation<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult> = (input, ctx) => {
  begin(ctx, input)
  const zones = zonesOf(ctx.region)
  const { ZoneNames: names, ZoneIds: ids } = input
  const stranger = names?.find((wanted) => !zones.some(({ name }) => name === wanted)) ?? ids?.find((wanted) => !zones.some(({ id }) => id === wanted))
  if (stranger !== undefined) throw invalidValue(`Invalid availability zone: [${stranger}]`)
  const asked = zones.filter(({ name, id }) => (!names?.length || names.includes(name)) && (!ids?.length || ids.includes(id)))
  return { AvailabilityZones: filtered(asked, input.Filters, zoneFilters(ctx), () => []).map((zone) => describeZone(ctx, zone)) }
}
