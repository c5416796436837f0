/**
 * Every operation of every model against the botocore that `python3` finds: what it says we read, what we write it reads.
 * KENJA_WIRE_CASES says how many random cases each operation gets (1). Without botocore there is nothing to compare, and the test says so.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { after, describe, test } from 'node:test'
import { inspect } from 'node:util'
import { findRoute, modelOf, operationNames, type Route, readInput, type ServiceId, writeOutput } from '#wire'
import { generate } from '../../../packages/wire/testing/generate.ts'
import { type Random, seeded, seedOf } from '../../../packages/wire/testing/random.ts'
import { shrunk } from '../../../packages/wire/testing/shrink.ts'

const cases = Number(process.env.KENJA_WIRE_CASES ?? 1)
const absent = spawnSync('python3', ['-c', 'import botocore']).status !== 0 && 'python3 has no botocore'

type Values = Record<string, unknown>
interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}
interface Done {
  readonly unknown?: boolean
  readonly error?: string
  readonly input: Values
  readonly output: Values
  readonly answer: Values
}

/** botocore sends whole seconds, and carriage returns in XML bare, so that any reader must take them for line ends. */
function sendable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r', ' ')
  if (value instanceof Date) return new Date(Math.floor(value.getTime() / 1000) * 1000)
  if (Array.isArray(value)) return value.map(sendable)
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sendable(part)]))
  return value
}

/** Dates and bytes in JSON. */
function encoded(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(encoded)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, encoded(part)]])))
  return value
}

/** The Python end: one line asks, one line answers. */
class Peer {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  constructor() {
    this.#process = spawn('python3', [new URL('botocore_peer.py', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PYTHONPATH: process.env.PYTHONPATH ?? '' },
    })
    this.#lines = createInterface({ input: this.#process.stdout as Readable })[Symbol.asyncIterator]()
  }
  say(message: unknown): void {
    this.#process.stdin?.write(`${JSON.stringify(message)}\n`)
  }
  async hear(): Promise<Record<string, never>> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('botocore_peer.py ended')
    return JSON.parse(value) as Record<string, never>
  }
  end(): void {
    this.#process.stdin?.end()
  }
}

/** What botocore itself computes, changes or refuses. */
const clientsOwn =
  /SSECustomer|^Checksum|CopySource|ContentMD5|ContentLength|ContentEncoding|^Expect|RequestRoute|RequestToken|^Expires$|^MpuObjectSize|PartNumberMarker|^MFA$/
const answersOwn = /^ContentLength$|^ContentRange$|^ContentEncoding$|StatusCode|^Expires|PartNumberMarker/
/** Sent elsewhere, deprecated, or handled beyond recognition (listings are decoded, and want a key in every entry; copy sources are encoded; part markers are numbers there). */
const elsewhere = new Set([
  'GetObjectAttributes',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListMultipartUploads',
  'WriteGetObjectResponse',
  'ListDirectoryBuckets',
  'GetBucketLifecycle',
  'GetBucketNotification',
  'PutBucketLifecycle',
  'PutBucketNotification',
  'CopyObject',
  'UploadPartCopy',
])

function values(service: ServiceId, operation: string, side: 'input' | 'output', random: Random): Values | undefined {
  const member = modelOf(service).operation(operation)?.[side]
  if (!member) return {}
  const made = generate(member, undefined, 0, { random, unknown: new Set() }) as Values | undefined
  const { payload } = member.shape
  if (made && payload && !made[payload.name])
    made[payload.name] = payload.shape.type === 'string' ? '{}' : generate(payload, undefined, 1, { random, unknown: new Set() })
  const except = service !== 's3' ? undefined : side === 'input' ? clientsOwn : answersOwn
  for (const name of Object.keys(made ?? {})) if (made && except?.test(name) && !member.shape.byName.get(name)?.required) delete made[name]
  return made
}

async function plain(read: Values): Promise<Values> {
  const whole = { ...read }
  for (const [name, part] of Object.entries(whole)) if (part instanceof Readable) whole[name] = Buffer.concat(await part.toArray())
  return encoded(whole) as Values
}

/** One call; false when this botocore does not know the operation or no value fits it. */
async function trip(peer: Peer, service: ServiceId, protocol: string, operation: string, random: Random): Promise<boolean> {
  const input = sendable(values(service, operation, 'input', random)) as Values | undefined
  const output = values(service, operation, 'output', random)
  if (!input || !output || elsewhere.has(operation)) return false
  if (service === 's3' && 'Bucket' in input) input.Bucket = 'my-bucket'
  if (service === 's3' && 'Key' in input) input.Key = random.pick(['k', 'k/é x+y', 'a//b/', '%41 ?#'])
  try {
    return await exchanged(peer, service, protocol, operation, { input, output })
  } catch (error) {
    const failure = async (of: Partial<Case>) =>
      of.input && of.output
        ? exchanged(peer, service, protocol, operation, { input: of.input, output: of.output }).then(
            () => undefined,
            (again: Error) => again.message,
          )
        : undefined
    const small = await shrunk({ input, output }, failure)
    throw new Error(`${(error as Error).message}\nsmallest: ${inspect(small, { depth: 20, breakLength: 200 })}`)
  }
}

interface Case {
  readonly input: Values
  readonly output: Values
}

async function exchanged(peer: Peer, service: ServiceId, protocol: string, operation: string, { input, output }: Case): Promise<boolean> {
  peer.say({ call: { service: service + protocol, operation, input: encoded(input), output: encoded(output) } })
  let read: Values = {}
  let route: Route | undefined
  let heard = await peer.hear()
  if (heard.request) {
    const sent = heard.request as Sent
    const [path = '/', query = ''] = sent.url.replace(/^http:\/\/[^/]+/, '').split('?')
    const request = { method: sent.method, path, query, headers: sent.headers, body: Buffer.from(sent.body, 'base64') }
    let failure: unknown
    try {
      route = findRoute(service, request)
      read = await plain(readInput(route, request))
      const { status, headers, body } = writeOutput(route, output, 'request-1')
      peer.say({ response: { status, headers, body: Buffer.from(body as string).toString('base64') } })
    } catch (error) {
      failure = error
      peer.say({ response: { status: 400, headers: {}, body: '' } })
    }
    heard = await peer.hear()
    if (failure) throw failure
  }
  const done = heard.done as unknown as Done
  if (done.unknown) return false
  assert.equal(done.error, undefined)
  assert.equal(route?.operation, operation)
  const theirs = Object.fromEntries(Object.entries(read).filter(([name]) => Object.hasOwn(done.input, name)))
  const isForm = route?.protocol === 'awsQuery'
  assert.deepEqual(isForm ? sayable(theirs) : theirs, isForm ? sayable(done.input) : done.input, 'what was sent was read')
  assert.deepEqual(sameAbsence(done.answer, done.output), done.output, 'what was written was read')
  return true
}

/** A form cannot say a structure without members, nor one that holds only such. */
function sayable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const said = Object.entries(value).map(([name, part]): [string, unknown] => [name, sayable(part)])
  return Object.fromEntries(said.filter(([, part]) => typeof part !== 'object' || part === null || Array.isArray(part) || Object.keys(part).length > 0))
}

/** botocore makes empty maps of absent headers and nulls of absent members. */
const sameAbsence = (answer: Values, output: Values): Values =>
  Object.fromEntries(Object.entries(answer).filter(([name, part]) => Object.hasOwn(output, name) || (name !== 'Metadata' && part !== null)))

/** Each service in the protocol that botocore chooses, and those with several in the others too. */
const spoken: readonly [ServiceId, string][] = [
  'sagemaker',
  'sagemaker-runtime',
  'sagemaker-metrics',
  'sagemaker-featurestore-runtime',
  's3',
  'iam',
  'sts',
  'logs',
  'cloudwatch',
  'cloudwatch:query',
  'cloudwatch:smithy-rpc-v2-cbor',
  'ecr',
  'cloudtrail',
  'accessanalyzer',
  'kms',
  'organizations',
  'secretsmanager',
  'ce',
  'pricing',
  'application-autoscaling',
].map((name) => [name.split(':')[0] as ServiceId, name.includes(':') ? `:${name.split(':')[1]}` : ''])

describe('botocore', { skip: absent }, () => {
  let peer: Peer | undefined
  after(() => peer?.end())
  for (const [service, protocol] of spoken) {
    test(service + protocol, async (t) => {
      if (!peer) {
        peer = new Peer()
        t.diagnostic(`botocore ${(await peer.hear()).botocore}`)
      }
      const failures: string[] = []
      let trips = 0
      for (const operation of operationNames(service)) {
        for (let number = 0; number < cases; number++) {
          try {
            if (await trip(peer, service, protocol, operation, seeded(seedOf(operation, 50 + number)))) trips++
          } catch (error) {
            failures.push(`${operation}: ${(error as Error).message}`)
          }
        }
      }
      assert.deepEqual(failures, [])
      assert.ok(trips > operationNames(service).length * cases * 0.4, `${trips} trips`)
    })
  }
})
