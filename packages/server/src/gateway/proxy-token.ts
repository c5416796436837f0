/** Who may use the proxy: a sealed token in `http://kenja:TOKEN@127.0.0.1:PORT`, which clients send as Proxy-Authorization. */
import type { Sealer } from '../lib/seal.ts'

export interface ProxyRights {
  /** False for work that runs in network isolation: it reaches AWS's host names (Kenja) and the mirror, nothing else. */
  readonly internet: boolean
}

/** What the home's sealer is asked for. */
export const PROXY_PURPOSE = 'proxy'
/** A token lasts as long as the home's secret; this is only what sealing asks for. */
const LASTING_MS = 10 * 365 * 86_400_000

export const issueProxyToken = (sealer: Sealer, rights: ProxyRights, now: Date): string => sealer.seal(rights, new Date(now.getTime() + LASTING_MS))

/** @returns undefined without a token that counts. */
export function proxyRights(sealer: Sealer, header: string | undefined, now: Date): ProxyRights | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  const [, token] = encoded ? Buffer.from(encoded, 'base64').toString('utf8').split(':') : []
  const opened = token ? sealer.open<ProxyRights>(token) : undefined
  return opened && opened.expiresAt > now ? opened.content : undefined
}
