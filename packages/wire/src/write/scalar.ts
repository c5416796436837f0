/** Scalars as text, for headers and XML. */
import type { Member, TimestampFormat } from '../model.ts'
import { scalarOf } from './check.ts'

/** Seconds since 1970, milliseconds as a fraction. */
export const epochSeconds = (date: Date) => date.getTime() / 1000

function dateText(date: Date, format: TimestampFormat): string {
  if (format === 'unixTimestamp') return String(epochSeconds(date))
  return format === 'rfc822' ? date.toUTCString() : date.toISOString()
}

/** `otherwise` is the place's format where the model names none: iso8601 in XML, rfc822 in headers. */
export function textOf(member: Member, value: unknown, path: string, otherwise: TimestampFormat): string {
  const scalar = scalarOf(member, value, path)
  if (scalar instanceof Date) return dateText(scalar, member.timestampFormat ?? otherwise)
  if (scalar instanceof Uint8Array) return Buffer.from(scalar).toString('base64')
  return String(scalar)
}
