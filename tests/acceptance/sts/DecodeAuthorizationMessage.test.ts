import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts'
import { makeUser } from '../../support/identities.ts'
import { allow, deny } from '../../support/policies.ts'
import { startTwoAccounts } from '../../support/second-account.ts'

const { server, other, stop } = await startTwoAccounts()
after(stop)
const decode = async (EncodedMessage: string, { sts } = server.clients) =>
  JSON.parse((await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))).DecodedMessage ?? '')

async function refusedMessage(policy: string): Promise<{ encoded: string; arn: string }> {
  const user = await makeUser(server.clients.iam, `refused-${policy.length}`, policy)
  const error: Error = await server
    .clientsAs(user)
    .ec2.send(new DescribeVpcsCommand({}))
    .then(
      () => assert.fail('allowed'),
      (refusal: Error) => refusal,
    )
  return { encoded: / Encoded authorization failure message: (\S+)$/.exec(error.message)?.[1] ?? error.message, arn: user.arn }
}

test('DecodeAuthorizationMessage tells what a refusal of EC2 did not', async () => {
  const { encoded, arn } = await refusedMessage(allow('s3:*'))
  assert.doesNotMatch(Buffer.from(encoded, 'base64url').toString('latin1'), /ec2|DescribeVpcs/)
  const message = await decode(encoded)
  assert.deepEqual([message.allowed, message.explicitDeny, message.matchedStatements], [false, false, { items: [] }])
  assert.deepEqual([message.context.principal.arn, message.context.principal.name], [arn, arn.slice(arn.lastIndexOf('/') + 1)])
  assert.deepEqual([message.context.action, message.context.resource], ['ec2:DescribeVpcs', '*'])
})

test('an explicit deny says so, with its statement', async () => {
  const policy = JSON.parse(deny('ec2:*'))
  policy.Statement[0].Sid = 'NoNetworks'
  const message = await decode((await refusedMessage(JSON.stringify(policy))).encoded)
  assert.equal(message.explicitDeny, true)
  assert.deepEqual(message.matchedStatements, { items: [{ statementId: 'NoNetworks', effect: 'DENY' }] })
})

test('texts that are none, and messages of another account', async () => {
  const { encoded } = await refusedMessage(allow('sqs:SendMessage'))
  const invalid = { name: 'InvalidAuthorizationMessageException' }
  for (const text of ['x', 'a'.repeat(10_000), `${encoded.slice(0, -2)}AA`]) await assert.rejects(decode(text), invalid)
  await assert.rejects(decode(encoded, other), invalid)
  await assert.rejects(decode('a'.repeat(10_241)), { name: 'ValidationError' })
})

test('it takes a right of its own', async () => {
  const nobody = server.clientsAs(await makeUser(server.clients.iam, 'nobody', allow('s3:*')))
  await assert.rejects(decode('x', nobody), {
    name: 'AccessDenied',
    message: /sts:DecodeAuthorizationMessage on resource: \* because no identity-based policy allows/,
  })
})
