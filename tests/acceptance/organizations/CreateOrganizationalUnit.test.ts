/** The whole life of units: the other operations' tests say what is special about them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateOrganizationalUnitCommand, ListTagsForResourceCommand } from '@aws-sdk/client-organizations'
import { MANAGEMENT, startOrganization } from './room.ts'

const { organizations, organization, rootId } = await startOrganization()
const create = (Name: string, ParentId = rootId, more: object = {}) => organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId, ...more }))

test('CreateOrganizationalUnit', async () => {
  const { OrganizationalUnit: unit } = await create('Production', rootId, { Tags: [{ Key: 'a', Value: 'b' }] })
  assert.match(unit?.Id ?? '', new RegExp(`^ou-${rootId.slice(2)}-[a-z0-9]{8,32}$`))
  assert.equal(unit?.Arn, `arn:aws:organizations::${MANAGEMENT}:ou/${organization?.Id}/${unit?.Id}`)
  assert.deepEqual((await organizations.send(new ListTagsForResourceCommand({ ResourceId: unit?.Id }))).Tags, [{ Key: 'a', Value: 'b' }])
  await assert.rejects(create('Production'), { name: 'DuplicateOrganizationalUnitException' })
  await create('Production', unit?.Id)
})

test('a parent that is none, and a tree that is too deep', async () => {
  await assert.rejects(create('x', 'r-zzzz'), { name: 'ParentNotFoundException' })
  await assert.rejects(create('x', `ou-${rootId.slice(2)}-00000000`), { name: 'ParentNotFoundException' })
  await assert.rejects(create('x', MANAGEMENT), { name: 'InvalidInputException' })
  let parent = rootId
  for (let depth = 0; depth < 5; depth++) parent = (await create(`level-${depth}`, parent)).OrganizationalUnit?.Id as string
  await assert.rejects(create('too-deep', parent), { name: 'ConstraintViolationException', Reason: 'OU_DEPTH_LIMIT_EXCEEDED' })
})
