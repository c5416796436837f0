import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAliasCommand, DescribeKeyCommand } from '@aws-sdk/client-kms'
import { REGION } from '../../support/server.ts'
import { arnOf, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()
const describe = async (KeyId: string) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata

test('by id, ARN, alias and alias ARN it is the same key', async () => {
  const key = await createKey()
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/named', TargetKeyId: key.KeyId }))
  for (const name of [key.KeyId as string, key.Arn, 'alias/named', arnOf('alias/named')]) assert.deepEqual(await describe(name), key, name)
})

test('what names no key', async () => {
  const notFound = (message: string) => ({ name: 'NotFoundException', message })
  await assert.rejects(describe(UNKNOWN_ID), notFound(`Key '${arnOf(`key/${UNKNOWN_ID}`)}' does not exist`))
  await assert.rejects(describe(arnOf(`key/${UNKNOWN_ID}`)), notFound(`Key '${arnOf(`key/${UNKNOWN_ID}`)}' does not exist`))
  await assert.rejects(describe('alias/none'), notFound(`Alias ${arnOf('alias/none')} is not found.`))
  await assert.rejects(describe('nonsense'), notFound("Invalid keyId 'nonsense'"))
  await assert.rejects(describe(arnOf(`key/${UNKNOWN_ID}`).replace(REGION, 'eu-west-1')), notFound('Invalid arn eu-west-1'))
  await assert.rejects(describe('arn:aws:s3:::bucket'), { name: 'InvalidArnException' })
  await assert.rejects(describe(''), { name: 'ValidationException', message: /at 'keyId' failed to satisfy constraint/ })
})

test('an alias of AWS gets its key when it is first asked for, and keeps it', async () => {
  const key = await describe('alias/aws/sagemaker')
  assert.deepEqual([key?.KeyManager, key?.KeyState], ['AWS', 'Enabled'])
  assert.equal((await describe('alias/aws/sagemaker'))?.Arn, key?.Arn)
  await assert.rejects(describe('alias/aws/none'), { name: 'NotFoundException' })
})
