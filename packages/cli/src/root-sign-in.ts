/** Root's password: random at the first start, shown once; only its hash is kept. */
import { mkdirSync } from 'node:fs'
import type { Config } from '../../server/src/config.ts'
import { password as randomPassword } from '../../server/src/lib/ids.ts'
import { hashPassword } from '../../server/src/lib/password-hash.ts'
import { limits } from '../../server/src/services/iam/limits.ts'
import { readRootPassword, writeRootPassword } from '../../server/src/store/root-password.ts'

export interface RootSignIn {
  readonly account: string
  readonly password: string
}

const RANDOM_CHARACTERS = 24

export async function setRootPassword(home: string, password: string, setByHand: boolean): Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeRootPassword(home, { hash: await hashPassword(password, limits.passwordCost), setByHand, changedAt: new Date().toISOString() })
}

/** Makes the first password. Undefined when the home has one: nobody can be told it again. */
export async function firstRootSignIn({ home, accountId }: Config): Promise<RootSignIn | undefined> {
  if (readRootPassword(home)) return undefined
  const password = randomPassword(RANDOM_CHARACTERS)
  await setRootPassword(home, password, false)
  return { account: accountId, password }
}

export const rootSignInLine = ({ account, password }: RootSignIn): string =>
  `Root sign-in, shown this once: account ${account}, password ${password}   Set your own: ./kenja password\n`
