import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateGrantCommand, ListRetirableGrantsCommand } from '@aws-sdk/client-kms'
import { startRoom } from './room.ts'

const { kms, createKey, user } = await startRoom()

test('the grants of all keys that a principal may retire', async () => {
  const [alice, bob] = [await user('alice'), await user('bob')]
  const make = async (RetiringPrincipal?: string) => {
    const { KeyId } = await createKey()
    return (await kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal: bob.arn, RetiringPrincipal, Operations: ['Decrypt'] }))).GrantId
  }
  const retirable = [await make(alice.arn), await make(alice.arn)]
  await make(bob.arn)
  await make()
  const list = (more: object = {}) => kms.send(new ListRetirableGrantsCommand({ RetiringPrincipal: alice.arn, ...more }))
  assert.deepEqual(
    (await list()).Grants?.map(({ GrantId }) => GrantId),
    retirable.sort(),
  )
  const first = await list({ Limit: 1 })
  assert.deepEqual([first.Grants?.length, first.Truncated], [1, true])
  assert.deepEqual(
    (await list({ Marker: first.NextMarker })).Grants?.map(({ GrantId }) => GrantId),
    retirable.slice(1),
  )
  await assert.rejects(kms.send(new ListRetirableGrantsCommand({} as { RetiringPrincipal: string })), { name: 'ValidationException' })
})
