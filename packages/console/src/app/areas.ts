/** The services that have pages, in the order in which the home page shows them. To add one: its folder in `pages/`, and a line here. */
import { cleanUp } from '../pages/clean-up/area.ts'
import { cloudtrail } from '../pages/cloudtrail/area.ts'
import { cloudwatch } from '../pages/cloudwatch/area.ts'
import { iam } from '../pages/iam/area.ts'
import { s3 } from '../pages/s3/area.ts'
import { sagemaker } from '../pages/sagemaker/area.ts'
import type { Area, Route } from './area.ts'
import { matchPath } from './match-route.ts'

export const areas: readonly Area[] = [sagemaker, s3, iam, cloudwatch, cloudtrail, cleanUp]

export interface Found {
  readonly area: Area
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

export function findPage(path: string): Found | undefined {
  for (const area of areas) {
    for (const route of area.routes) {
      const matched = matchPath(route.path, path)
      if (matched) return { area, route, parameters: matched.parameters }
    }
  }
  return undefined
}
