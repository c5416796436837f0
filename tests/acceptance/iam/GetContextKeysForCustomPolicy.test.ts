import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetContextKeysForCustomPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const variable = (name: string) => `\${${name}}`

test('GetContextKeysForCustomPolicy: keys of conditions and variables, each once', async () => {
  const document = allow('s3:*', `arn:aws:s3:::home/${variable('aws:username')}/*`, {
    Condition: {
      StringEquals: { 'aws:PrincipalTag/team': variable("aws:RequestTag/team, 'none'"), 'S3:prefix': variable('*') },
      Bool: { 'aws:SecureTransport': 'true' },
    },
  })
  const { ContextKeyNames } = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [document, document] }))
  assert.deepEqual(ContextKeyNames?.toSorted(), ['S3:prefix', 'aws:PrincipalTag/team', 'aws:RequestTag/team', 'aws:SecureTransport', 'aws:username'])
  await assert.rejects(iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: ['{}'] })), { name: 'InvalidInputException' })
})
