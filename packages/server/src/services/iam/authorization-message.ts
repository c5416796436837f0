/** Why a call was refused, in the form that DecodeAuthorizationMessage gives back: sealed, because it tells more than the caller may know. */
import type { Sealer } from '../../lib/seal.ts'
import type { Principal } from '../../operation.ts'
import type { Decision } from './evaluate/evaluate.ts'

export interface Refused {
  readonly principal: Principal
  readonly action: string
  readonly resource: string
  readonly keys: Readonly<Record<string, string | readonly string[]>>
  readonly decision: Decision
}

interface Sealed {
  readonly account: string
  readonly message: string
}

/** AWS tells no end; a year is longer than anybody keeps an error message. */
const KEPT_MS = 365 * 86_400_000

const items = <Value, Item>(values: readonly Value[], map: (value: Value) => Item) => ({ items: values.map(map) })
const lastPart = (arn: string) => arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1)

/** AWS's members (STS API reference, "DecodeAuthorizationMessage"). */
const messageOf = ({ principal, action, resource, keys, decision }: Refused): string =>
  JSON.stringify({
    allowed: false,
    explicitDeny: decision.decision === 'explicitDeny',
    matchedStatements: items(decision.matches, ({ statement }) => ({ statementId: statement.sid ?? '', effect: statement.effect.toUpperCase() })),
    failures: { items: [] },
    context: {
      principal: { id: principal.userId, name: lastPart(principal.arn), arn: principal.arn },
      action,
      resource,
      conditions: items(Object.entries(keys), ([key, values]) => ({ key, values: items([values].flat(), (value) => ({ value })) })),
    },
  })

export function encodeMessage(sealer: Sealer, now: Date, refused: Refused): string {
  const content: Sealed = { account: refused.principal.account, message: messageOf(refused) }
  return sealer.seal(content, new Date(now.getTime() + KEPT_MS))
}

/** Undefined for a text that is no message of this home, or of another account, or too old. */
export function decodeMessage(sealer: Sealer, now: Date, account: string, text: string): string | undefined {
  const opened = sealer.open<Sealed>(text)
  return opened && opened.expiresAt > now && opened.content.account === account ? opened.content.message : undefined
}
