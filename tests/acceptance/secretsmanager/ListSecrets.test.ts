import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteSecretCommand, type FilterNameStringType, ListSecretsCommand, type ListSecretsCommandInput } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create } = await startRoom()
const look = async (input: ListSecretsCommandInput = {}) => secrets.send(new ListSecretsCommand(input))
const names = async (input: ListSecretsCommandInput = {}) => (await look(input)).SecretList?.map(({ Name }) => Name)

test('order, pages, filters; never values', async () => {
  await create('db/a', { Description: 'Orders database', Tags: [{ Key: 'team', Value: 'web' }] })
  await create('db/b', { Description: 'people', Tags: [{ Key: 'team', Value: 'ml' }] })
  await create('Api', { Description: 'a key' })
  assert.deepEqual(await names(), ['db/a', 'db/b', 'Api'])
  assert.deepEqual(await names({ SortOrder: 'desc' }), ['Api', 'db/b', 'db/a'])
  assert.deepEqual(await names({ SortBy: 'name' }), ['Api', 'db/a', 'db/b'])
  const one = await look({ MaxResults: 2 })
  assert.deepEqual(await names({ MaxResults: 2, NextToken: one.NextToken }), ['Api'])
  const by = (Key: FilterNameStringType, ...Values: string[]) => names({ Filters: [{ Key, Values }] })
  assert.deepEqual(await by('name', 'db/'), ['db/a', 'db/b'])
  assert.deepEqual(await by('name', 'DB'), [])
  assert.deepEqual(await by('name', '!db'), ['Api'])
  assert.deepEqual(await by('description', 'order', 'PEOPLE'), ['db/a', 'db/b'])
  assert.deepEqual(await by('tag-key', 'te'), ['db/a', 'db/b'])
  assert.deepEqual(await by('tag-value', 'ml'), ['db/b'])
  assert.deepEqual(await by('primary-region', 'us-'), ['db/a', 'db/b', 'Api'])
  assert.deepEqual(await by('owning-service', 'redshift'), [])
  assert.deepEqual(await by('all', 'web orders'), ['db/a'])
  assert.deepEqual(
    await names({
      Filters: [
        { Key: 'name', Values: ['db'] },
        { Key: 'tag-value', Values: ['web'] },
      ],
    }),
    ['db/a'],
  )
  assert.ok(!JSON.stringify((await look()).SecretList).includes('value of'))
  await fails(look({ NextToken: 'x' }), 'InvalidNextTokenException')
})

test('what is to be deleted only when it is asked for', async () => {
  await secrets.send(new DeleteSecretCommand({ SecretId: 'Api' }))
  assert.deepEqual(await names(), ['db/a', 'db/b'])
  assert.deepEqual(await names({ IncludePlannedDeletion: true }), ['db/a', 'db/b', 'Api'])
})
