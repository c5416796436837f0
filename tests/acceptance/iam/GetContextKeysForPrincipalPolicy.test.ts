import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddUserToGroupCommand, CreateGroupCommand, GetContextKeysForPrincipalPolicyCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const withKey = (key: string) => allow('s3:*', '*', { Condition: { StringEquals: { [key]: 'x' } } })

test("GetContextKeysForPrincipalPolicy: the user's, its groups' and those given", async () => {
  const alice = await makeUser(iam, 'alice', withKey('aws:userid'))
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
  await iam.send(new AddUserToGroupCommand({ GroupName: 'g', UserName: 'alice' }))
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p', PolicyDocument: withKey('s3:prefix') }))
  const keys = async (PolicySourceArn: string, PolicyInputList?: string[]) =>
    (await iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn, PolicyInputList }))).ContextKeyNames
  assert.deepEqual(await keys(alice.arn, [withKey('aws:SourceIp')]), ['aws:SourceIp', 'aws:userid', 's3:prefix'])
  assert.deepEqual(await keys(`arn:aws:iam::${ACCOUNT}:group/g`), ['s3:prefix'])
  await assert.rejects(keys(`arn:aws:iam::${ACCOUNT}:role/none`), { name: 'NoSuchEntityException' })
  await assert.rejects(keys(`arn:aws:iam::${ACCOUNT}:root`), { name: 'InvalidInputException' })
})
