/**
 * Spoils recorded requests and sends them to a running server. What must hold for every one of them: an answer within a second, AWS's error and no failure of
 * ours, the server running, its memory bounded.
 */
import { type Random, seeded } from '../../../packages/wire/testing/random.ts'
import { spoilt, spoiltRequest } from '../../../packages/wire/testing/spoil.ts'
import type { MockServer } from './mock-server.ts'
import { errorCode, type RawAnswer, sendRaw } from './raw-http.ts'
import { type Recorded, recordRequests } from './recorded-requests.ts'
import { requestBytes, signed } from './signed-bytes.ts'

const SLOW_MS = 1_000
/** Less than the tenth of a second that most requests take is of no use: a request whose end was spoilt away waits for it. */
const HALF_CLOSE_MS = 100
/** Requests that would take the caller's own key or password away, and with it all later answers. */
const SUICIDAL = /AccessKey|LoginProfile|PasswordPolicy|CreateVirtualMFADevice|EnableMFADevice/

export interface FuzzReport {
  readonly requests: number
  /** How many answers there were of each status; 0 is a connection that ended without one. */
  readonly statuses: Readonly<Record<number, number>>
  readonly slowestMs: number
  /** Resident memory, bytes, after each tenth of the time. */
  readonly residentBytes: readonly number[]
  readonly failures: readonly string[]
}

interface Shot {
  readonly bytes: Buffer
  readonly from: Recorded
  /** The request's frame itself was spoilt: it may end without an answer. */
  readonly frame: boolean
}

function shoot(from: Recorded, random: Random, server: MockServer): Shot {
  const host = `127.0.0.1:${server.port}`
  const bad = spoiltRequest(from, random)
  const headers = Object.fromEntries(Object.entries(bad.headers).filter(([name, value]) => /^[!#-'*+.^_`|~\w-]+$/.test(name) && !/[\r\n\0]/.test(value)))
  const target = { ...bad, headers, path: bad.path.replace(/[\s?#\0-\x1f]/g, '%20'), query: bad.query.replace(/[\s#\0-\x1f]/g, '+') }
  const bytes = requestBytes(signed(target, server.credentials, from.signingName, host))
  // One in ten: the bytes themselves, so that Node's parser and the signature have their turn.
  return random.next() < 0.1 ? { bytes: Buffer.from(spoilt(bytes, random)), from, frame: true } : { bytes, from, frame: false }
}

/** What is wrong with an answer; undefined when nothing is. */
function wrong(shot: Shot, answer: RawAnswer): string | undefined {
  const { status, text, ms } = answer
  if (status === 0) return shot.frame ? undefined : 'no answer'
  if (status >= 500 && status !== 501) return `status ${status}`
  if (ms > SLOW_MS) return `took ${Math.round(ms)} ms`
  const head = shot.bytes.subarray(0, 5).toString('latin1')
  // What HTTP itself does not allow is refused before anything is known of a protocol.
  const parsersOwn = [400, 417, 431].includes(status) && answer.headers['content-type']?.startsWith('text/plain')
  const bodiless = head === 'HEAD ' || status < 400 || shot.frame || parsersOwn
  return bodiless || errorCode(answer) !== undefined ? undefined : `status ${status} without an error code: ${text.slice(0, 300)}`
}

export async function fuzz(server: MockServer, { seconds, seed }: { readonly seconds: number; readonly seed: number }): Promise<FuzzReport> {
  const recorded = (await recordRequests(server.clients)).filter(({ name, body }) => !SUICIDAL.test(name + Buffer.from(body).toString('latin1')))
  const random = seeded(seed)
  const statuses: Record<number, number> = {}
  const failures: string[] = []
  const begun = performance.now()
  let requests = 0
  let slowestMs = 0
  const residentBytes: number[] = []
  for (const endMs = begun + seconds * 1000; performance.now() < endMs && failures.length < 10; requests++) {
    const shot = shoot(random.pick(recorded), random, server)
    const ask = () => sendRaw(server.port, shot.bytes, shot.frame ? { halfCloseAfterMs: HALF_CLOSE_MS } : {})
    let answer = await ask()
    // The machine may have been busy with others: slow is what is slow again.
    if (answer.ms > SLOW_MS) answer = await ask()
    slowestMs = Math.max(slowestMs, answer.ms)
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    const problem = server.running() ? wrong(shot, answer) : 'the server has ended'
    if (problem)
      failures.push(`request ${requests} of seed ${seed}, from ${shot.from.name}: ${problem}\n${JSON.stringify(shot.bytes.toString('latin1').slice(0, 3_000))}`)
    if (!server.running()) break
    if (performance.now() > begun + (residentBytes.length + 1) * seconds * 100) residentBytes.push(server.residentBytes())
  }
  const bugs = server.log.filter((line) => /failed:|cannot be written|cannot be sent/.test(line))
  return { requests, statuses, slowestMs, residentBytes, failures: [...failures, ...bugs] }
}
