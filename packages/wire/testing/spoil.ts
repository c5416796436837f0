/** Spoilt requests: valid ones with pieces inserted, replaced, repeated or cut out. */
import type { WireRequest } from '../src/types.ts'
import type { Random } from './random.ts'

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

export function spoilt(bytes: Uint8Array, random: Random): Uint8Array {
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

/** One character a byte, as Node hands over the request line and headers. */
export const spoiltText = (text: string, random: Random) => Buffer.from(spoilt(Buffer.from(text), random)).toString('latin1')

export function spoiltRequest(request: WireRequest, random: Random): WireRequest {
  const which = random.next()
  if (which < 0.6) return { ...request, body: spoilt(request.body, random) }
  if (which < 0.7) return { ...request, query: spoiltText(request.query, random) }
  if (which < 0.8) return { ...request, path: `/${spoiltText(request.path.slice(1), random)}` }
  if (which < 0.85) return { ...request, method: random.pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH']) }
  const names = Object.keys(request.headers)
  const name = random.pick(names.length > 0 ? names : ['x'])
  return { ...request, headers: { ...request.headers, [name]: spoiltText(request.headers[name] ?? '', random) } }
}
