import type { PutEventSelectorsRequest, PutEventSelectorsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { invalidParameterCombination } from '../errors.ts'
import { checkSelectors } from './event-selectors.ts'
import * as trails from './trail.store.ts'
import { mustFindHere, type TrailRecord } from './trail.ts'

/** Replaces all selectors of the trail: of one kind or of the other. */
export const putEventSelectors: Operation<PutEventSelectorsRequest, PutEventSelectorsResponse> = (input, ctx) => {
  const trail = mustFindHere(ctx, input.TrailName)
  const { EventSelectors: given, AdvancedEventSelectors: advanced } = input
  if (given && advanced) throw invalidParameterCombination('You can use either event selectors or advanced event selectors, not both.')
  const basic = given?.map((selector) => ({
    ReadWriteType: selector.ReadWriteType ?? 'All',
    IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
    DataResources: selector.DataResources ?? [],
    ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  }))
  checkSelectors({ ...(basic ? { basic } : {}), ...(advanced ? { advanced } : {}) })
  const { basic: _1, advanced: _2, ...rest } = trail
  const changed: TrailRecord = { ...rest, ...(basic ? { basic } : {}), ...(advanced ? { advanced } : {}) }
  trails.put(ctx.db, changed)
  return { TrailARN: trail.arn, ...(basic ? { EventSelectors: basic } : {}), ...(advanced ? { AdvancedEventSelectors: advanced } : {}) }
}
