import type { GetTrailRequest, GetTrailResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { describe, mustFind } from './trail.ts'

export const getTrail: Operation<GetTrailRequest, GetTrailResponse> = (input, ctx) => ({ Trail: describe(mustFind(ctx, input.Name)) })
