import type { ListRoleTagsRequest, ListRoleTagsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listTags } from '../tags.ts'
import { findRole } from './find-role.ts'

export const listRoleTags: Operation<ListRoleTagsRequest, ListRoleTagsResponse> = (input, ctx) => listTags(ctx, findRole(ctx, input.RoleName).arn, input)
