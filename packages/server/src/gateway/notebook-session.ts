/** Who may enter a notebook: a sealed token in a presigned URL, good for five minutes, becomes a sealed cookie, good for the session, on the notebook's own host only. */
import type { Sealer } from '../lib/seal.ts'
import type { Scope } from '../operation.ts'

export interface NotebookName extends Scope {
  /** As in the host name: lower case. */
  readonly name: string
}

interface Invitation extends NotebookName {
  readonly sessionSeconds: number
}

export interface NotebookSession extends NotebookName {
  readonly expiresAt: Date
}

/** What AWS says of CreatePresignedNotebookInstanceUrl: valid for five minutes. */
const URL_MS = 5 * 60_000
const COOKIE = 'kenja-notebook'

export const notebookHost = ({ name, region }: { readonly name: string; readonly region: string }): string =>
  `${name.toLowerCase()}.notebook.${region}.localhost`

export interface NotebookSessions {
  /** A URL that lets whoever opens it in the next five minutes into the notebook, for `sessionSeconds`. */
  url(scope: Scope, name: string, sessionSeconds: number, port: number): string
  /** The cookie for a token from such a URL; undefined when it is not good (any more), or for another notebook. */
  accept(token: string, at: { readonly name: string; readonly region: string }, secure: boolean): string | undefined
  /** Whom the request's cookie lets in. */
  find(cookies: string | undefined, at: { readonly name: string; readonly region: string }): NotebookSession | undefined
}

export function createNotebookSessions(sealer: (purpose: string) => Sealer, now: () => Date): NotebookSessions {
  const invitations = sealer('notebook-url')
  const sessions = sealer('notebook-session')
  return {
    url(scope, name, sessionSeconds, port) {
      const named = { account: scope.account, region: scope.region, name: name.toLowerCase() }
      const token = invitations.seal({ ...named, sessionSeconds }, new Date(now().getTime() + URL_MS))
      return `http://${notebookHost(named)}:${port}/?authToken=${token}`
    },
    accept(token, at, secure) {
      const opened = invitations.open<Invitation>(token)
      if (!opened || opened.expiresAt <= now() || !isFor(opened.content, at)) return undefined
      const { account, region, name, sessionSeconds } = opened.content
      const value = sessions.seal({ account, region, name }, new Date(now().getTime() + sessionSeconds * 1000))
      return `${COOKIE}=${value}; Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
    },
    find(cookies, at) {
      const value = cookieValue(cookies)
      const opened = value === undefined ? undefined : sessions.open<NotebookName>(value)
      if (!opened || opened.expiresAt <= now() || !isFor(opened.content, at)) return undefined
      return { ...opened.content, expiresAt: opened.expiresAt }
    },
  }
}

const isFor = (named: NotebookName, at: { readonly name: string; readonly region: string }): boolean => named.name === at.name && named.region === at.region

const pairsOf = (cookies: string): string[] => cookies.split(';').map((pair) => pair.trim())

function cookieValue(cookies: string | undefined): string | undefined {
  const pair = cookies === undefined ? undefined : pairsOf(cookies).find((candidate) => candidate.startsWith(`${COOKIE}=`))
  return pair?.slice(COOKIE.length + 1)
}

/** The Cookie header for Jupyter: ours is none of its business. */
export function withoutOurCookie(cookies: string): string | undefined {
  const others = pairsOf(cookies).filter((pair) => !pair.startsWith(`${COOKIE}=`))
  return others.length > 0 ? others.join('; ') : undefined
}
