/** All keys and identities in memory: telling whose signature it is never touches the database. */
import type { Credential, Keyring } from '../gateway/keyring.ts'
import type { Sealer } from '../lib/seal.ts'
import type { Database, Principal } from '../operation.ts'
import * as accessKeys from '../services/iam/access-key/access-key.store.ts'
import type { AccessKeyRecord } from '../services/iam/access-key/access-key.ts'
import * as roles from '../services/iam/role/role.store.ts'
import * as endedSessions from '../services/iam/session/session.store.ts'
import { openToken } from '../services/iam/sessions.ts'
import * as users from '../services/iam/user/user.store.ts'
import { suspended } from '../services/organizations/account/account.store.ts'

export interface LoadedKeyring extends Keyring {
  /** Reads everything again, after a change to users, roles or keys: these are few, and changes rare. */
  reload(): void
  /** How often it has been read: another number after each change. */
  version(): number
}

interface Snapshot {
  readonly longTerm: ReadonlyMap<string, Credential>
  /** Role ids, user ids, the account's number for its root, and active access keys: what sessions may depend on. */
  readonly alive: ReadonlySet<string>
  /** Users by their ids: a session keeps its user's id, not the name, which may change. */
  readonly users: ReadonlyMap<string, Principal>
  /** Access key ids of sessions that were signed out. */
  readonly ended: ReadonlySet<string>
}

function load(db: Database, rootAccount: string): Snapshot {
  // Nobody of a closed account calls any more.
  const closed = new Set(suspended(db))
  const isOpen = ({ arn }: { readonly arn: string }) => !closed.has(arn.split(':')[4] as string)
  const byName = new Map(
    users
      .all(db)
      .filter(isOpen)
      .map((user) => [user.arn, user]),
  )
  const userOf = new Map([...byName.values()].map((user) => [`${user.arn.split(':')[4]} ${user.name.toLowerCase()}`, user]))
  const principalOf = (key: AccessKeyRecord): Principal | undefined => {
    if (key.userName === undefined) return { kind: 'root', account: key.account, arn: `arn:aws:iam::${key.account}:root`, userId: key.account }
    const user = userOf.get(`${key.account} ${key.userName.toLowerCase()}`)
    return user && { kind: 'user', account: key.account, arn: user.arn, userId: user.id }
  }
  const longTerm = new Map<string, Credential>()
  for (const key of accessKeys.all(db)) {
    const principal = key.status === 'Active' && !closed.has(key.account) ? principalOf(key) : undefined
    if (principal) longTerm.set(key.id, { accessKeyId: key.id, secretAccessKey: key.secret, principal })
  }
  const principals = [...longTerm.values()].map(({ principal }) => principal.userId)
  const ofUsers = [...byName.values()].map((user): [string, Principal] => [
    user.id,
    { kind: 'user', account: user.arn.split(':')[4] as string, arn: user.arn, userId: user.id },
  ])
  // Root can sign in with its password when it has no key.
  const alive = new Set([
    rootAccount,
    ...longTerm.keys(),
    ...principals,
    ...ofUsers.map(([id]) => id),
    ...roles
      .all(db)
      .filter(isOpen)
      .map((role) => role.id),
  ])
  return { longTerm, alive, users: new Map(ofUsers), ended: new Set(endedSessions.ended(db)) }
}

/** Tokens are long and come with every call: the last ones stay opened. */
const MAX_OPENED = 1_000

export function createKeyring(db: Database, sealer: Sealer, now: () => Date, rootAccount: string): LoadedKeyring {
  let snapshot = load(db, rootAccount)
  let version = 0
  const opened = new Map<string, { credential: Credential & { readonly expiresAt: Date }; dependsOn: string }>()

  const open = (token: string) => {
    const known = opened.get(token)
    if (known) return known
    const read = openToken(sealer, token)
    if (!read) return undefined
    const { accessKeyId, secretAccessKey, principal, dependsOn } = read.content
    const named = principal.kind === 'user' ? { ...principal, arn: snapshot.users.get(principal.userId)?.arn ?? principal.arn } : principal
    const entry = { credential: { accessKeyId, secretAccessKey, principal: named, expiresAt: read.expiresAt }, dependsOn }
    if (opened.size >= MAX_OPENED) opened.delete(opened.keys().next().value as string)
    opened.set(token, entry)
    return entry
  }

  return {
    reload() {
      snapshot = load(db, rootAccount)
      version += 1
      // Their principals may have other names now.
      opened.clear()
    },
    version: () => version,
    find(accessKeyId, sessionToken) {
      if (sessionToken === undefined) {
        const credential = snapshot.longTerm.get(accessKeyId)
        if (credential) return credential
        return accessKeyId.startsWith('ASIA') ? 'invalid-token' : 'unknown-key'
      }
      if (snapshot.longTerm.has(accessKeyId)) return 'invalid-token'
      const session = open(sessionToken)
      if (session?.credential.accessKeyId !== accessKeyId) return 'invalid-token'
      const { signInId = '' } = session.credential.principal
      if (!snapshot.alive.has(session.dependsOn) || snapshot.ended.has(accessKeyId) || snapshot.ended.has(signInId)) return 'invalid-token'
      return session.credential.expiresAt <= now() ? 'expired-token' : session.credential
    },
  }
}
