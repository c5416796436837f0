/** What the panel of API calls writes of a call: request and answer as text, and the same call as code. Neither has a secret in it. */
import type { RecordedCall } from '../aws/recorded-calls.ts'
import type { ShownCall } from '../code/show-call.ts'

const LONGEST = 20_000
const SECRETS = /^(AuthorizedUrl|SecretAccessKey|SessionToken|Password|NewPassword|OldPassword|Base32StringSeed|QRCodePNG|SecretString|SecretBinary)$/
const HIDDEN = '***'

/** Bytes and streams are named, not shown; the SDK's own notes are left out. */
export function asText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (name, member) => {
      if (name === '$metadata') return undefined
      if (SECRETS.test(name)) return HIDDEN
      if (member instanceof Blob || member instanceof Uint8Array || member instanceof ReadableStream) return '(bytes)'
      return member
    },
    2,
  )
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text
}

/** Undefined for uploads: their bodies are no text to copy. */
export function asCode({ service, operation, input }: Pick<RecordedCall, 'service' | 'operation' | 'input'>): ShownCall | undefined {
  if (/^(PutObject|UploadPart)$/.test(operation)) return undefined
  const written = (name: string, value: unknown) => {
    if (SECRETS.test(name)) return HIDDEN
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : value
  }
  return { service, operation, input: Object.fromEntries(Object.entries(input as object).map(([name, value]) => [name, written(name, value)])) }
}
