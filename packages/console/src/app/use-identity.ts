import { useEffect, useState } from 'react'
import { useStore } from '../lib/store.ts'
import { session } from './session.ts'

export interface Identity {
  readonly account: string
  readonly arn: string
  /** `root`, or the last part of the ARN. */
  readonly name: string
}

/** Whom STS says the credentials belong to. */
export function useIdentity(): Identity | undefined {
  const current = useStore(session)
  const [identity, setIdentity] = useState<Identity>()
  useEffect(() => {
    setIdentity(undefined)
    if (current) void ask().then(setIdentity, () => undefined)
  }, [current])
  return identity
}

async function ask(): Promise<Identity> {
  const [{ sts }, { GetCallerIdentityCommand }] = await Promise.all([import('../aws/sts.ts'), import('@aws-sdk/client-sts')])
  const { Account = '', Arn = '' } = await sts().send(new GetCallerIdentityCommand({}))
  return { account: Account, arn: Arn, name: Arn.split(/[/:]/).at(-1) as string }
}
