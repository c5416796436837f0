/** Which events a trail wants, as pure functions over its selectors (AWS: "EventSelector", "AdvancedEventSelector"). */
import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail'
import { invalidEventSelectors } from '../errors.ts'
import { trailLimits } from '../limits.ts'

export interface Selectors {
  readonly basic?: readonly EventSelector[]
  readonly advanced?: readonly AdvancedEventSelector[]
}

/** What selectors look at. */
export interface Selectable {
  readonly category: 'Management' | 'Data'
  readonly readOnly: boolean
  readonly eventName: string
  readonly eventSource: string
  readonly userArn: string
  readonly sessionCredentialFromConsole?: boolean
  /** Resources of a data event; empty for a management event. */
  readonly resources: readonly { readonly type: string; readonly arn: string }[]
}

/** A trail without selectors of its own records all management events and no data events. */
export const defaultSelectors: readonly EventSelector[] = [
  { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
]

const S3_OBJECT = 'AWS::S3::Object'
/** What basic selectors may name (AWS's other types need advanced ones), and what Kenja has of the others. */
const BASIC_TYPES = new Set([S3_OBJECT, 'AWS::Lambda::Function', 'AWS::DynamoDB::Table'])

function fitsBasic(selector: EventSelector, event: Selectable): boolean {
  const { ReadWriteType: kind = 'All', IncludeManagementEvents: management = true, DataResources = [], ExcludeManagementEventSources = [] } = selector
  if ((kind === 'ReadOnly' && !event.readOnly) || (kind === 'WriteOnly' && event.readOnly)) return false
  if (event.category === 'Management') return management && !ExcludeManagementEventSources.includes(event.eventSource)
  return DataResources.some(({ Type, Values = [] }) =>
    event.resources.some(
      ({ type, arn }) => type === Type && Values.some((value) => value === 'arn:aws:s3' || value === 'arn:aws:s3:::' || arn.startsWith(value)),
    ),
  )
}

function fieldValues(field: string, event: Selectable): readonly string[] {
  switch (field) {
    case 'eventCategory':
      return [event.category]
    case 'readOnly':
      return [String(event.readOnly)]
    case 'eventName':
      return [event.eventName]
    case 'eventSource':
      return [event.eventSource]
    case 'eventType':
      return ['AwsApiCall']
    case 'userIdentity.arn':
      return [event.userArn]
    case 'sessionCredentialFromConsole':
      return [String(event.sessionCredentialFromConsole ?? false)]
    case 'resources.type':
      return event.resources.map(({ type }) => type)
    case 'resources.ARN':
      return event.resources.map(({ arn }) => arn)
    default:
      return []
  }
}

function fitsField(selector: AdvancedFieldSelector, event: Selectable): boolean {
  const values = fieldValues(selector.Field ?? '', event)
  const some = (wanted: readonly string[] | undefined, test: (value: string, want: string) => boolean) =>
    wanted === undefined || wanted.length === 0 || wanted.some((want) => values.some((value) => test(value, want)))
  const none = (unwanted: readonly string[] | undefined, test: (value: string, want: string) => boolean) =>
    !(unwanted ?? []).some((want) => values.some((value) => test(value, want)))
  const equal = (value: string, want: string) => value === want
  const starts = (value: string, want: string) => value.startsWith(want)
  const ends = (value: string, want: string) => value.endsWith(want)
  return (
    some(selector.Equals, equal) &&
    some(selector.StartsWith, starts) &&
    some(selector.EndsWith, ends) &&
    none(selector.NotEquals, equal) &&
    none(selector.NotStartsWith, starts) &&
    none(selector.NotEndsWith, ends)
  )
}

export function selects({ basic, advanced }: Selectors, event: Selectable): boolean {
  if (advanced) return advanced.some(({ FieldSelectors = [] }) => FieldSelectors.every((field) => fitsField(field, event)))
  return (basic ?? defaultSelectors).some((selector) => fitsBasic(selector, event))
}

/** Whether any data event can be selected at all. */
export const selectsData = ({ basic, advanced }: Selectors): boolean =>
  advanced
    ? advanced.some(({ FieldSelectors = [] }) => FieldSelectors.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Data')))
    : (basic ?? []).some(({ DataResources = [] }) => DataResources.length > 0)

const FIELDS = new Set([
  'eventCategory',
  'readOnly',
  'eventName',
  'eventSource',
  'eventType',
  'userIdentity.arn',
  'sessionCredentialFromConsole',
  'resources.type',
  'resources.ARN',
])

/** Throws InvalidEventSelectorsException. */
export function checkSelectors({ basic, advanced }: Selectors): void {
  const count = (basic ?? advanced ?? []).length
  if (count === 0) throw invalidEventSelectors('At least one event selector must be specified.')
  if (count > trailLimits.selectorsPerTrail && basic) throw invalidEventSelectors(`A trail can have at most ${trailLimits.selectorsPerTrail} event selectors.`)
  const resources = (basic ?? []).flatMap(({ DataResources = [] }) => DataResources)
  for (const { Type, Values = [] } of resources) {
    if (!BASIC_TYPES.has(Type ?? '')) throw invalidEventSelectors(`The data resource type ${Type} needs an advanced event selector.`)
    for (const value of Values) if (!value.startsWith('arn:')) throw invalidEventSelectors(`The value ${value} of a data resource must be an ARN.`)
  }
  const values = resources.reduce((sum, { Values = [] }) => sum + Values.length, 0)
  if (values > trailLimits.dataResources) throw invalidEventSelectors(`A trail can have at most ${trailLimits.dataResources} data resources.`)
  for (const { FieldSelectors = [] } of advanced ?? []) {
    const category = FieldSelectors.find(({ Field }) => Field === 'eventCategory')?.Equals
    if (category?.length !== 1) throw invalidEventSelectors('Each advanced event selector must have a field eventCategory with one value of Equals.')
    if (category[0] === 'Data' && !FieldSelectors.some(({ Field, Equals }) => Field === 'resources.type' && Equals?.length === 1))
      throw invalidEventSelectors('A selector of data events must have a field resources.type with one value of Equals.')
    for (const { Field } of FieldSelectors) if (!FIELDS.has(Field ?? '')) throw invalidEventSelectors(`The field ${Field} is not valid.`)
  }
}
