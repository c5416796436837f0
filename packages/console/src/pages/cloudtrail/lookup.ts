/** What the event history asks for, made of what people choose. */
import type { LookupEventsRequest } from '@aws-sdk/client-cloudtrail'

/** `any`: no attribute; `writes`: what is not read-only, without a value to type. */
export const attributes = ['any', 'writes', 'EventName', 'Username', 'ResourceName', 'ResourceType', 'EventSource', 'EventId', 'AccessKeyId'] as const
export type Attribute = (typeof attributes)[number]

export interface Lookup {
  readonly attribute: Attribute
  readonly value: string
  /** Undefined: as far back as there is something. */
  readonly minutes: number | undefined
}

export const needsValue = (attribute: Attribute): boolean => attribute !== 'any' && attribute !== 'writes'

export function requestOf({ attribute, value, minutes }: Lookup, now: Date): LookupEventsRequest {
  const since = minutes === undefined ? {} : { StartTime: new Date(now.getTime() - minutes * 60_000) }
  if (attribute === 'any' || (needsValue(attribute) && value === '')) return since
  const pair = attribute === 'writes' ? { AttributeKey: 'ReadOnly' as const, AttributeValue: 'false' } : { AttributeKey: attribute, AttributeValue: value }
  return { ...since, LookupAttributes: [pair as { AttributeKey: 'EventName'; AttributeValue: string }] }
}

/** The error code of a record; undefined for calls that succeeded. */
export function errorCodeOf(record: string | undefined): string | undefined {
  try {
    const { errorCode } = JSON.parse(record ?? '{}') as { readonly errorCode?: unknown }
    return typeof errorCode === 'string' ? errorCode : undefined
  } catch {
    return undefined
  }
}
