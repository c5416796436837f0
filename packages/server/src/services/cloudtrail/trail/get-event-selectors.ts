import type { GetEventSelectorsRequest, GetEventSelectorsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { defaultSelectors } from './event-selectors.ts'
import { mustFind } from './trail.ts'

export const getEventSelectors: Operation<GetEventSelectorsRequest, GetEventSelectorsResponse> = (input, ctx) => {
  const { arn, basic, advanced } = mustFind(ctx, input.TrailName)
  return advanced ? { TrailARN: arn, AdvancedEventSelectors: [...advanced] } : { TrailARN: arn, EventSelectors: [...(basic ?? defaultSelectors)] }
}
