/** What each kind of resource costs on AWS while it exists. Source: AWS's pricing pages; which state bills: SageMaker's developer guide. */
import { hourlyPrice, hourOf, type Price, storagePrice, times } from '../../prices/prices.ts'
import type { Cost } from './resource.ts'

const GIB = 1024 ** 3

const withPrice = (cost: Omit<Cost, 'hour' | 'month'>, hour: Price | undefined, month?: Price): Cost => ({
  ...cost,
  ...(hour && { hour }),
  ...(month && { month }),
})

export function endpointCost(status: string, instances: readonly { readonly type: string; readonly count: number }[], region: string): Cost {
  // A failed endpoint has no instances.
  if (/^(Failed|OutOfService)$/.test(status)) return { reason: 'endpointDown', billed: false }
  return withPrice({ reason: 'endpointUp', billed: true }, hourOf(instances, region))
}

export function notebookCost(status: string, type: string, volumeGb: number, region: string): Cost {
  const month = times(storagePrice('ml', region), volumeGb)
  if (/^(Stopped|Failed)$/.test(status)) return withPrice({ reason: 'notebookStopped', billed: true }, undefined, month)
  return withPrice({ reason: 'notebookRuns', billed: true }, hourlyPrice(type, region), month)
}

export function jobCost(status: string, instances: readonly { readonly type: string; readonly count: number }[], region: string): Cost {
  if (!/^(InProgress|Stopping)$/.test(status)) return { reason: 'jobEnded', billed: false }
  return withPrice({ reason: 'jobRuns', billed: true }, hourOf(instances, region))
}

export const bucketCost = (bytes: number, region: string): Cost =>
  bytes === 0
    ? { reason: 'bucketEmpty', billed: false }
    : withPrice({ reason: 'bucketFull', billed: true }, undefined, times(storagePrice('s3', region), bytes / GIB))

export const logsCost = (bytes: number, region: string): Cost =>
  bytes === 0
    ? { reason: 'logsEmpty', billed: false }
    : withPrice({ reason: 'logsStored', billed: true }, undefined, times(storagePrice('logs', region), bytes / GIB))
