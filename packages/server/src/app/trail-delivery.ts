/** Trails' files into their buckets, in CloudTrail's name: the bucket's policy must let it in, as on AWS. */
import { Readable } from 'node:stream'
import type { Dispatcher } from '../dispatcher.ts'
import { uuid } from '../lib/ids.ts'
import { type Call, type Context, ServiceError } from '../operation.ts'
import * as events from '../services/cloudtrail/event/event.store.ts'
import { trailLimits } from '../services/cloudtrail/limits.ts'
import { folderOfTrail, logFileBody, logFileKey } from '../services/cloudtrail/trail/log-file.ts'
import { selectedByTrail } from '../services/cloudtrail/trail/selected-by-trail.ts'
import * as trails from '../services/cloudtrail/trail/trail.store.ts'
import type { TrailRecord } from '../services/cloudtrail/trail/trail.ts'
import { compiled } from '../services/iam/compiled.ts'
import { evaluate } from '../services/iam/evaluate/evaluate.ts'
import * as buckets from '../services/s3/bucket/bucket.store.ts'
import { findPolicy } from '../services/s3/bucket-policy/bucket-policy.store.ts'
import type { Store } from '../store/store.ts'
import { CLOUDTRAIL } from './trail.ts'

/** Whether CloudTrail may write a trail's files: `missing` is no bucket, `refused` is the bucket's policy. */
export function destinationOf(store: Store, trailArn: string, bucket: string, prefix: string | undefined): ReturnType<Context['trail']['destination']> {
  const account = trailArn.split(':')[4] as string
  const found = buckets.find(store.db, bucket)
  if (!found) return 'missing'
  const document = findPolicy(store.db, bucket)?.document
  if (document === undefined) return 'refused'
  const resource = { id: 'bucket-policy', policy: compiled(document, 'resource') }
  const keys = new Map([
    ['aws:sourceaccount', [account]],
    ['aws:sourcearn', [trailArn]],
    ['s3:x-amz-acl', ['bucket-owner-full-control']],
    ['aws:securetransport', ['true']],
  ])
  const file = `arn:aws:s3:::${bucket}/${folderOfTrail({ account, settings: { bucket, global: true, multiRegion: false, ...(prefix ? { prefix } : {}) } })}file`
  const may = (action: string, arn: string) =>
    evaluate(
      { action, resource: arn, resourceAccount: found.account, asker: { kind: 'service', account, arn: CLOUDTRAIL }, keys },
      { identity: [], resource, resourceMustAllow: true },
    ).decision === 'allowed'
  return may('s3:GetBucketAcl', `arn:aws:s3:::${bucket}`) && may('s3:PutObject', file) ? 'fine' : 'refused'
}

export interface DeliveryParts {
  readonly store: Store
  readonly dispatcher: Pick<Dispatcher, 'operate'>
  readonly now: () => Date
  /** Writes what waits in memory. */
  flush(): void
}

interface Batch {
  readonly byRegion: ReadonlyMap<string, readonly string[]>
  readonly delivered: number
  readonly waitingUpTo: number
  /** There may be more than one file holds. */
  readonly isFull: boolean
}

function collect({ db }: Store, trail: TrailRecord): Batch {
  const management = events.after(db, trail.account, trail.delivered, trailLimits.eventsPerFile)
  const data = trails.waiting(db, trail.arn, trailLimits.eventsPerFile)
  const selected = selectedByTrail(trail)
  const byRegion = new Map<string, string[]>()
  for (const { region, record } of [...management.filter(({ record }) => selected.wantsRecord(record)), ...data]) {
    const list = byRegion.get(region)
    if (list) list.push(record)
    else byRegion.set(region, [record])
  }
  return {
    byRegion,
    delivered: management.at(-1)?.sequence ?? trail.delivered,
    waitingUpTo: data.at(-1)?.id ?? 0,
    isFull: management.length === trailLimits.eventsPerFile || data.length === trailLimits.eventsPerFile,
  }
}

async function put({ dispatcher }: DeliveryParts, trail: TrailRecord, key: string, body: Buffer): Promise<void> {
  const { account, region, settings } = trail
  const call: Call = {
    id: uuid(),
    principal: { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account },
    accessKeyId: CLOUDTRAIL,
    sourceIp: CLOUDTRAIL,
    userAgent: CLOUDTRAIL,
    invokedBy: CLOUDTRAIL,
    origin: '',
  }
  const input = {
    Bucket: settings.bucket,
    Key: key,
    Body: Readable.from([body]),
    ContentLength: body.length,
    ContentType: 'application/json',
    ContentEncoding: 'gzip',
  }
  await dispatcher.operate({ service: 's3', operation: 'PutObject', input, call, region })
}

/** What happened to a delivery is told by GetTrailStatus; the trail may have been changed or deleted meanwhile. */
function settle({ store }: DeliveryParts, trail: TrailRecord, change: Partial<TrailRecord>, waitingUpTo: number): void {
  store.transact(() => {
    const current = trails.find({ db: store.db, account: trail.account, region: trail.region }, trail.name)
    if (!current) return
    const { deliveryError: _, ...rest } = current
    trails.put(store.db, { ...rest, ...change })
    if (waitingUpTo > 0) trails.removeWaiting(store.db, trail.arn, waitingUpTo)
  })
}

async function deliverOne(parts: DeliveryParts, trail: TrailRecord): Promise<void> {
  const { store, now } = parts
  for (let more = true; more; ) {
    const batch = collect(store, trail)
    more = batch.isFull
    if (batch.delivered === trail.delivered && batch.waitingUpTo === 0) return
    const at = now()
    try {
      if (batch.byRegion.size > 0) {
        const { bucket, prefix } = trail.settings
        const destination = destinationOf(store, trail.arn, bucket, prefix)
        if (destination !== 'fine')
          throw new ServiceError(destination === 'missing' ? 'NoSuchBucket' : 'AccessDenied', 'CloudTrail cannot write to the bucket.')
        for (const [region, records] of batch.byRegion) await put(parts, trail, logFileKey(trail, region, at), logFileBody(records))
      }
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      settle(parts, trail, { attemptedMs: at.getTime(), deliveryError: error.code }, 0)
      return
    }
    const told = batch.byRegion.size > 0 ? { attemptedMs: at.getTime(), deliveredMs: at.getTime() } : {}
    settle(parts, trail, { delivered: batch.delivered, ...told }, batch.waitingUpTo)
    trail = { ...trail, delivered: batch.delivered }
  }
}

/** Everything that trails which log have not delivered yet. */
export async function deliverTrails(parts: DeliveryParts): Promise<void> {
  parts.flush()
  for (const trail of trails.logging(parts.store.db)) await deliverOne(parts, trail)
}
