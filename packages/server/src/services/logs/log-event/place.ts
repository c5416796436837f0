/** Places in a stream as GetLogEvents' tokens write them: `f/…/s` means the events after a place, `b/…/s` those before it. */
import { invalidToken } from '../errors.ts'
import type { Place } from './log-event.store.ts'

const AT_DIGITS = 16
const STREAM_DIGITS = 20
const SEQUENCE_DIGITS = 20
const TOKEN = new RegExp(`^([fb])/(\\d{${AT_DIGITS}})(\\d{${STREAM_DIGITS}})(\\d{${SEQUENCE_DIGITS}})/s$`)

export type Direction = 'f' | 'b'

/** 56 digits, as AWS's event ids have. */
export const eventId = (stream: number, { atMs, sequence }: Place): string =>
  String(atMs).padStart(AT_DIGITS, '0') + String(stream).padStart(STREAM_DIGITS, '0') + String(sequence).padStart(SEQUENCE_DIGITS, '0')

export const writePlace = (direction: Direction, stream: number, place: Place): string => `${direction}/${eventId(stream, place)}/s`

/** Throws InvalidParameterException on a token of another stream or of nobody. */
export function readPlace(token: string, stream: number): { readonly direction: Direction; readonly place: Place } {
  const match = TOKEN.exec(token)
  if (!match || Number(match[3]) !== stream) throw invalidToken()
  return { direction: match[1] as Direction, place: { atMs: Number(match[2]), sequence: Number(match[4]) } }
}
