/** What one trail wants: its region, its selectors. */
import { categoryOf, eventNameOf, eventRegionOf, eventSourceOf, isReadOnly } from '../event/classify.ts'
import type { Happened } from '../event/event-record.ts'
import { type Selectable, selects, selectsData } from './event-selectors.ts'
import type { TrailRecord } from './trail.ts'

export interface Selected {
  /** Whether the trail wants data events at all. */
  readonly anyData: boolean
  wantsCall(happened: Omit<Happened, 'eventId'>): boolean
  /** By a management event's record, as JSON text. */
  wantsRecord(record: string): boolean
}

/** The parts of a record that selectors look at. */
interface Record {
  readonly awsRegion: string
  readonly eventSource: string
  readonly eventName: string
  readonly readOnly: boolean
  readonly userIdentity: { readonly arn?: string }
}

const GLOBAL_SOURCES = new Set(['iam.amazonaws.com', 'sts.amazonaws.com', 'organizations.amazonaws.com'])
const GLOBAL_REGION = 'us-east-1'

function covers({ region, settings }: TrailRecord, eventRegion: string, source: string): boolean {
  const isGlobal = GLOBAL_SOURCES.has(source) && eventRegion === GLOBAL_REGION
  if (isGlobal && !settings.global) return false
  return settings.multiRegion || eventRegion === region || isGlobal
}

function dataResources({ service, input, region, call }: Omit<Happened, 'eventId'>): Selectable['resources'] {
  if (service === 's3') {
    const bucket = `arn:aws:s3:::${String(input.Bucket)}`
    return [{ type: 'AWS::S3::Object', arn: `${bucket}/${typeof input.Key === 'string' ? input.Key : ''}` }]
  }
  const name = String(input.EndpointName).toLowerCase()
  return [{ type: 'AWS::SageMaker::Endpoint', arn: `arn:aws:sagemaker:${region}:${call.principal.account}:endpoint/${name}` }]
}

export function selectedByTrail(trail: TrailRecord): Selected {
  return {
    anyData: selectsData(trail),
    wantsCall(happened) {
      const { service, operation, input, call, region } = happened
      if (call.principal.account !== trail.account || categoryOf(service, operation, input) !== 'data') return false
      if (!covers(trail, eventRegionOf(service, region), eventSourceOf(service))) return false
      return selects(trail, {
        category: 'Data',
        readOnly: isReadOnly(service, operation),
        eventName: eventNameOf(service, operation),
        eventSource: eventSourceOf(service),
        userArn: call.principal.arn,
        resources: dataResources(happened),
      })
    },
    wantsRecord(text) {
      const { awsRegion, eventSource, eventName, readOnly, userIdentity } = JSON.parse(text) as Record
      if (!covers(trail, awsRegion, eventSource)) return false
      return selects(trail, { category: 'Management', readOnly, eventName, eventSource, userArn: userIdentity.arn ?? '', resources: [] })
    },
  }
}
