import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateInstanceProfileCommand, ListInstanceProfilesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListInstanceProfiles by path, in pages', async () => {
  for (const [InstanceProfileName, Path] of [
    ['a', '/'],
    ['b', '/x/'],
    ['c', '/x/'],
  ] as const)
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Path }))
  const list = async (input: object) => (await iam.send(new ListInstanceProfilesCommand(input))).InstanceProfiles?.map((profile) => profile.InstanceProfileName)
  assert.deepEqual(await list({ PathPrefix: '/x/' }), ['b', 'c'])
  const { Marker } = await iam.send(new ListInstanceProfilesCommand({ MaxItems: 1 }))
  assert.deepEqual(await list({ Marker }), ['b', 'c'])
})
