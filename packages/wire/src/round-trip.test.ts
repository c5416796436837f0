/**
 * Every operation of every model against the AWS SDK for JavaScript: what the client says we read, what we write the client reads.
 * KENJA_WIRE_CASES says how many random cases each operation gets (1), KENJA_WIRE_SEED where they start (1).
 */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { NormalizedSchema } from '@smithy/core/schema'
import { clientOf, commandOf, hasClient, schemasOf } from '../testing/clients.ts'
import { generate } from '../testing/generate.ts'
import { type Random, seeded, seedOf } from '../testing/random.ts'
import { shrunk } from '../testing/shrink.ts'
import { findRoute, operationNames, readInput, type ServiceId, type WireRequest, writeOutput } from './index.ts'
import { type Member, modelOf } from './model.ts'
import { services } from './services.ts'

const cases = Number(process.env.KENJA_WIRE_CASES ?? 1)
const firstSeed = Number(process.env.KENJA_WIRE_SEED ?? 1)

/** The SDK sends these to other hosts. */
const elsewhere = new Set(['WriteGetObjectResponse', 'ListDirectoryBuckets'])
const unknown = new Set<string>()

/** Members that the client's own middleware computes, changes or refuses. */
const clientsOwn = /SSECustomer|^Checksum|CopySourceSSE|ContentMD5|ContentLength|ContentEncoding|^Expect|RequestRoute|RequestToken|^Expires$|^MpuObjectSize/
const answersOwn = /^ContentLength$|^ContentRange$|^ContentEncoding$|StatusCode|^Expires$|^ChecksumType$/

function generated(member: Member | undefined, schema: unknown, random: Random, except: RegExp | undefined): Record<string, unknown> | undefined {
  if (!member) return {}
  const normalized = NormalizedSchema.of(schema as never)
  const value = generate(member, normalized, 0, { random, unknown }) as Record<string, unknown> | undefined
  const { payload } = member.shape
  // An answer's body is never left out, and no client sends an empty policy.
  if (value && payload && !value[payload.name])
    value[payload.name] = payload.shape.type === 'string' ? '{}' : generate(payload, normalized.getMemberSchema(payload.name), 1, { random, unknown })
  if (value && except) for (const name of Object.keys(value)) if (except.test(name) && !member.shape.byName.get(name)?.required) delete value[name]
  return value
}

/** As the SDK hands it over: streams gathered, nothing of its own. */
async function plain(value: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { $metadata: _, ...rest } = value
  for (const [name, part] of Object.entries(rest)) {
    if (part instanceof Readable) rest[name] = Buffer.concat(await part.toArray())
  }
  return bytesAlike(rest) as Record<string, unknown>
}

/** Buffers and Uint8Arrays compare alike; undefined members are none; a Long is a number. */
function bytesAlike(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('base64')}`
  if (value instanceof Date || typeof value !== 'object' || value === null) return value instanceof String ? String(value) : value
  if (value instanceof String) return String(value)
  if (Array.isArray(value)) return value.map(bytesAlike)
  return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, bytesAlike(part)]])))
}

/**
 * One call. `unmade`: no value was found that fits all constraints; `skipped`: the SDK has no such command, or answers it with an event stream;
 * `unshaped`: the model only keeps the name.
 */
async function trip(service: ServiceId, operation: string, random: Random, cbor: boolean): Promise<'made' | 'unmade' | 'skipped' | 'unshaped'> {
  const model = modelOf(service).operation(operation)
  const Command = commandOf(service, operation)
  if (!model || !Command || elsewhere.has(operation) || model.output?.shape.members.some((member) => member.shape.eventStream)) {
    return 'skipped'
  }
  if (service === 'ec2' && !model.input) return 'unshaped'
  const schemas = schemasOf(service, operation)
  const input = generated(model.input, schemas.input, random, service === 's3' ? clientsOwn : undefined)
  const output = generated(model.output, schemas.output, random, service === 's3' ? answersOwn : undefined)
  if (!input || !output) return 'unmade'
  if (service === 's3' && 'Bucket' in input) input.Bucket = 'my-bucket'
  if (service === 's3' && 'Key' in input) input.Key = random.pick(['k', 'k/é x+y', '/lead', 'a//b/', '%41 ?#'])
  try {
    await exchanged(service, operation, input, output, cbor)
  } catch (error) {
    const failure = async (of: { input?: Record<string, unknown>; output?: Record<string, unknown> }) =>
      of.input && of.output
        ? exchanged(service, operation, of.input, of.output, cbor).then(
            () => undefined,
            (again: Error) => again.message,
          )
        : undefined
    const small = await shrunk({ input, output }, failure)
    throw new Error(`${(error as Error).message}\nsmallest: ${inspect(small, { depth: 20, breakLength: 200 })}`)
  }
  return 'made'
}

/** Sends `input`, answers `output`, and compares what either side has read. */
async function exchanged(service: ServiceId, operation: string, input: Record<string, unknown>, output: Record<string, unknown>, cbor: boolean): Promise<void> {
  const Command = commandOf(service, operation) as NonNullable<ReturnType<typeof commandOf>>
  let read: Record<string, unknown> | undefined
  let failure: unknown
  const client = clientOf(
    service,
    async (request: WireRequest) => {
      try {
        const route = findRoute(service, request)
        assert.equal(route.operation, operation)
        assert.equal(route.protocol === 'rpcv2Cbor', cbor)
        read = await plain(readInput(route, request))
        return writeOutput(route, output, 'request-1')
      } catch (error) {
        failure = error
        throw error
      }
    },
    cbor,
  )
  let answered: Record<string, unknown>
  try {
    answered = await client.send(new Command(structuredClone(input)))
  } catch (error) {
    throw failure ?? error
  }
  assert.deepEqual(within(bytesAlike(input), read), bytesAlike(input), 'what was sent was read')
  const answer = await plain(answered)
  // The SDK reads no x-amz-meta- header at all as an empty map.
  if (answer.Metadata && !output.Metadata) delete answer.Metadata
  assert.deepEqual(answer, bytesAlike(output), 'what was written was read')
}

/** `read` without the members at the top that the client added itself (idempotency tokens, checksums). */
function within(sent: unknown, read: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(read ?? {}).filter(([name]) => Object.hasOwn(sent as object, name)))
}

const spoken: readonly (readonly [ServiceId, cbor: boolean])[] = (Object.keys(services) as ServiceId[])
  .filter(hasClient)
  .flatMap((service) =>
    services[service].protocols.includes('rpcv2Cbor') ? [[service, false] as const, [service, true] as const] : [[service, false] as const],
  )

for (const [service, cbor] of spoken) {
  test(`${service}${cbor ? ' in CBOR' : ''}: ${operationNames(service).length} operations`, async () => {
    const failures: string[] = []
    const count = { made: 0, unmade: [] as string[], skipped: [] as string[], unshaped: [] as string[] }
    for (const operation of operationNames(service)) {
      for (let number = firstSeed; number < firstSeed + cases; number++) {
        try {
          const outcome = await trip(service, operation, seeded(seedOf(operation, number)), cbor)
          if (outcome === 'made') count.made++
          else count[outcome].push(operation)
        } catch (error) {
          failures.push(`${operation} (KENJA_WIRE_SEED=${number}): ${(error as Error).message}`)
        }
      }
    }
    assert.deepEqual(failures.slice(0, 5), [], `${failures.length} failures`)
    const possible = operationNames(service).length * cases - count.skipped.length - count.unshaped.length
    assert.ok(count.made >= possible * 0.95, `${count.made} trips of ${possible}; no fitting value for ${count.unmade.join(', ')}`)
    // The SDK in use may be older than the models, by so much.
    const skipped = new Set(count.skipped)
    assert.ok(skipped.size <= Math.max(10, operationNames(service).length / 10), [...skipped].join(', '))
  })
}
