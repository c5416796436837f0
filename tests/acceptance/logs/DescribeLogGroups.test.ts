import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, DescribeLogGroupsCommand, type DescribeLogGroupsCommandInput, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const made = ['/aws/a', '/aws/b', '/other', 'Zeta']
// The server writes one group by itself, at its start.
const all = ['/aws/a', '/aws/b', '/kenja/compute', '/other', 'Zeta']
for (const logGroupName of made) await logs.send(new CreateLogGroupCommand({ logGroupName }))

const names = async (input: DescribeLogGroupsCommandInput) =>
  (await logs.send(new DescribeLogGroupsCommand(input))).logGroups?.map((group) => group.logGroupName)

test('DescribeLogGroups lists by name, by prefix, and by a part in any case', async () => {
  assert.deepEqual(await names({}), all)
  assert.deepEqual(await names({ logGroupNamePrefix: '/aws/' }), ['/aws/a', '/aws/b'])
  assert.deepEqual(await names({ logGroupNamePattern: 'zet' }), ['Zeta'])
  assert.deepEqual(await names({ logGroupClass: 'INFREQUENT_ACCESS' }), [])
  await assert.rejects(names({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }), {
    name: 'InvalidParameterException',
    message: 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
  })
})

test('pages meet without gap or overlap, and the last has no token', async () => {
  const found: (string | undefined)[] = []
  for await (const page of paginateDescribeLogGroups({ client: logs, pageSize: 2 }, {}))
    found.push(...(page.logGroups?.map((group) => group.logGroupName) ?? []))
  assert.deepEqual(found, all)
  await assert.rejects(names({ nextToken: 'foreign' }), { name: 'InvalidParameterException', message: 'The specified nextToken is invalid.' })
})
