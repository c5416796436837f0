/**
 * Spoilt requests: whatever bytes arrive, routing and reading answer or throw WireFault, in no more than a moment, and WireFaults can be written.
 * KENJA_WIRE_CASES multiplies the number of mutations, KENJA_WIRE_SEED moves them.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf, commandOf, hasClient } from '../testing/clients.ts'
import { generate } from '../testing/generate.ts'
import { type Random, seeded, seedOf } from '../testing/random.ts'
import { spoiltRequest } from '../testing/spoil.ts'
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

for (const service of (Object.keys(services) as ServiceId[]).filter(hasClient)) {
  test(`${service}: spoilt requests are refused or read, never more`, async () => {
    const random = seeded(seedOf(service, firstSeed))
    // Of EC2 most operations are names only, which no mutation can spoil.
    const names = operationNames(service).filter((name) => service !== 'ec2' || modelOf(service).operation(name)?.input)
    let refused = 0
    let tried = 0
    for (let operations = Math.min(names.length, 40); operations > 0; operations--) {
      const request = await sent(service, random.pick(names), random)
      if (!request) continue
      for (let number = 0; number < 15 * cases; number++) {
        const bad = spoiltRequest(request, random)
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
