/**
 * Spoilt requests: whatever bytes arrive, routing and reading answer or throw WireFault, in no more than a moment, and WireFaults can be written.
 * KENJA_WIRE_CASES multiplies the number of mutations, KENJA_WIRE_SEED moves them.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf, commandOf } from '../testing/clients.ts'
import { generate } from '../testing/generate.ts'
import { type Random, seeded, seedOf } from '../testing/random.ts'
import { findRoute, operationNames, readInput, type ServiceId, WireFault, type WireRequest, writeError } from './index.ts'
import { modelOf } from './model.ts'
import { services } from './services.ts'

const cases = Number(process.env.KENJA_WIRE_CASES ?? 1)
const firstSeed = Number(process.env.KENJA_WIRE_SEED ?? 1)

/** The bytes of a valid call, or undefined when there is no such call. */
async function sent(service: ServiceId, operation: string, random: Random): Promise<WireRequest | undefined> {
  const Command = commandOf(service, operation)
  const member = modelOf(service).operation(operation)?.input
  const input = member && (generate(member, undefined, 0, { random, unknown: new Set() }) as Record<string, unknown> | undefined)
  if (!Command || !input) return undefined
  let request: WireRequest | undefined
  const client = clientOf(service, (made) => {
    request = made
    return { status: 400, headers: {}, body: '' }
  })
  await client.send(new Command(input)).catch(() => undefined)
  return request
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ':',
  ',',
  'null',
  '1e999',
  '-0',
  '\\ud800',
  '<',
  '>',
  '</',
  '&',
  '&amp;',
  '&#x1;',
  '<!--',
  '<![CDATA[',
  '<?',
  '=',
  '.',
  '..',
  '%',
  '%00',
  '%zz',
  '+',
  ' ',
  '\0',
  '\r\n',
  '__proto__',
  'constructor',
  'é',
  '\uFFFF',
]

function spoilt(bytes: Uint8Array, random: Random): Uint8Array {
  const parts: Buffer[] = []
  const buffer = Buffer.from(bytes)
  let at = 0
  for (let times = random.integer(1, 4); times > 0 && at <= buffer.length; times--) {
    const next = random.integer(at, buffer.length)
    parts.push(buffer.subarray(at, next))
    const choice = random.next()
    if (choice < 0.5) parts.push(Buffer.from(random.pick(pieces)))
    else if (choice < 0.6) parts.push(Buffer.from([random.integer(0, 255)]))
    else if (choice < 0.7) parts.push(buffer.subarray(0, random.integer(0, buffer.length)))
    at = next + (random.next() < 0.5 ? random.integer(0, 8) : 0)
  }
  parts.push(buffer.subarray(Math.min(at, buffer.length)))
  return Buffer.concat(parts)
}

const spoiltText = (text: string, random: Random) => Buffer.from(spoilt(Buffer.from(text), random)).toString('latin1')

function mutated(request: WireRequest, random: Random): WireRequest {
  const which = random.next()
  if (which < 0.6) return { ...request, body: spoilt(request.body, random) }
  if (which < 0.7) return { ...request, query: spoiltText(request.query, random) }
  if (which < 0.8) return { ...request, path: `/${spoiltText(request.path.slice(1), random)}` }
  if (which < 0.85) return { ...request, method: random.pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH']) }
  const names = Object.keys(request.headers)
  const name = random.pick(names.length > 0 ? names : ['x'])
  return { ...request, headers: { ...request.headers, [name]: spoiltText(request.headers[name] ?? '', random) } }
}

for (const service of Object.keys(services) as ServiceId[]) {
  test(`${service}: spoilt requests are refused or read, never more`, async () => {
    const random = seeded(seedOf(service, firstSeed))
    const names = operationNames(service)
    let refused = 0
    let tried = 0
    for (let operations = Math.min(names.length, 40); operations > 0; operations--) {
      const request = await sent(service, random.pick(names), random)
      if (!request) continue
      for (let number = 0; number < 15 * cases; number++) {
        const bad = mutated(request, random)
        tried++
        try {
          readInput(findRoute(service, bad), bad)
        } catch (error) {
          if (!(error instanceof WireFault))
            throw new Error(`${JSON.stringify({ ...bad, body: Buffer.from(bad.body).toString('latin1') })}: ${(error as Error).stack}`)
          const answer = writeError(service, undefined, error, 'id')
          assert.ok(answer.status >= 400 && answer.status < 500)
          assert.ok(String(answer.body).length < 1_000_000)
          refused++
        }
      }
    }
    assert.ok(tried > 20 && refused > tried / 10, `${refused} of ${tried} refused`)
  })
}
