import type { DescribeTagsRequest, DescribeTagsResult } from '@aws-sdk/client-ec2'
import type { Operation, Ports } from '../../../operation.ts'
import { begin } from '../begin.ts'
import * as resources from '../resource.store.ts'
import { NAMED_KINDS, type NamedKind } from '../resource.ts'
import { type FilterTable, filtered, page } from '../select.ts'
import { tagsOf } from '../tags.ts'

interface TagOfResource {
  readonly number: number
  readonly kind: NamedKind
  readonly id: string
  readonly key: string
  readonly value: string
}

const tagFilters: FilterTable<TagOfResource> = {
  key: ({ key }) => key,
  'resource-id': ({ id }) => id,
  'resource-type': ({ kind }) => kind,
  value: ({ value }) => value,
}

/** In the order of the resources' kinds, of their making, of their keys; numbered for the pages. */
const allTags = (ports: Ports): TagOfResource[] =>
  NAMED_KINDS.flatMap((kind) =>
    resources.all(ports, kind).flatMap(({ id }) => tagsOf(ports, kind, id).map(({ Key, Value }) => ({ kind, id, key: Key, value: Value }))),
  ).map((tag, index) => ({ ...tag, number: index + 1 }))

export const describeTags: Operation<DescribeTagsRequest, DescribeTagsResult> = (input, ctx) => {
  begin(ctx, input)
  const { Filters, ...paging } = input
  // `tag:Key` finds the tag itself.
  const found = filtered(allTags(ctx), Filters, tagFilters, ({ key, value }) => [{ Key: key, Value: value }])
  const { things, nextToken } = page(found, paging)
  return {
    Tags: things.map(({ kind, id, key, value }) => ({ ResourceId: id, ResourceType: kind, Key: key, Value: value })),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  }
}
