import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { invalidValue } from '../errors.ts'
import { type Region, regions } from '../regions.ts'
import { type FilterTable, filtered } from '../select.ts'

const endpointOf = (name: string) => `ec2.${name}.amazonaws.com`

const regionFilters: FilterTable<Region> = {
  endpoint: ({ name }) => endpointOf(name),
  'opt-in-status': ({ optIn }) => optIn,
  'region-name': ({ name }) => name,
}

/** AWS's commercial regions. All can be used here, so `AllRegions` adds none. */
export const describeRegions: Operation<DescribeRegionsRequest, DescribeRegionsResult> = (input, ctx) => {
  begin(ctx, input)
  const names = input.RegionNames
  const unknown = names?.find((wanted) => !regions.some(({ name }) => name === wanted))
  if (unknown !== undefined) throw invalidValue(`Invalid region names specified: ${unknown}`)
  const found = filtered(
    regions.filter(({ name }) => !names?.length || names.includes(name)),
    input.Filters,
    regionFilters,
    () => [],
  )
  return { Regions: found.map(({ name, optIn }) => ({ RegionName: name, Endpoint: endpointOf(name), OptInStatus: optIn })) }
}
