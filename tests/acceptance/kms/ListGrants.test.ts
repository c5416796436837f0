import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateGrantCommand, ListGrantsCommand, paginateListGrants } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const { KeyId } = await createKey()

test('all of a key, in pages; those made out to one principal', async () => {
  const [alice, bob] = [await user('alice'), await user('bob')]
  for (const { arn } of [alice, alice, bob]) await kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal: arn, Operations: ['Decrypt'] }))
  await kms.send(new CreateGrantCommand({ KeyId: (await createKey()).KeyId, GranteePrincipal: alice.arn, Operations: ['Decrypt'] }))
  const pages = []
  for await (const { Grants = [] } of paginateListGrants({ client: kms, pageSize: 2 }, { KeyId })) pages.push(Grants)
  assert.deepEqual(
    pages.map((page) => page.length),
    [2, 1],
  )
  assert.equal(new Set(pages.flat().map(({ GrantId }) => GrantId)).size, 3)
  const { Grants = [] } = await kms.send(new ListGrantsCommand({ KeyId, GranteePrincipal: alice.arn }))
  assert.deepEqual(
    Grants.map(({ GranteePrincipal }) => GranteePrincipal),
    [alice.arn, alice.arn],
  )
  assert.deepEqual((await kms.send(new ListGrantsCommand({ KeyId, GranteeServicePrincipal: 'sagemaker.amazonaws.com' }))).Grants, [])
})

test('of a key that is not there', async () => {
  await assert.rejects(kms.send(new ListGrantsCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new ListGrantsCommand({ KeyId, Marker: 'x' })), { name: 'InvalidMarkerException' })
})
