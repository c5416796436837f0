/** The AWS CLI and KMS: `aws kms …`, and `aws s3 cp --sse aws:kms`. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { output, run, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

test('AWS CLI: a key by its alias, files encrypted and decrypted, objects under a key, an error', async (t) => {
  const cli = pythonEnvironment(import.meta.dirname, 'awscli')
  if ('missing' in cli) return t.skip(cli.missing)
  const folder = mkdtempSync(join(tmpdir(), 'kenja-cli-kms-'))
  const kenja = await startKenja()
  try {
    const env = { ...(await kenja.environment()), AWS_DEFAULT_OUTPUT: 'text' }
    const aws = async (...words: string[]) => (await output(cli.python, ['-m', 'awscli', ...words], env)).trim()
    const file = (name: string) => join(folder, name)
    const arn = await aws('kms', 'create-key', '--tags', 'TagKey=made-by,TagValue=cli', '--query', 'KeyMetadata.Arn')
    await aws('kms', 'create-alias', '--alias-name', 'alias/cli', '--target-key-id', arn)
    writeFileSync(file('plain'), 'secret')
    const context = ['--encryption-context', 'purpose=cli']
    const encrypted = await aws('kms', 'encrypt', '--key-id', 'alias/cli', '--plaintext', `fileb://${file('plain')}`, ...context, '--query', 'CiphertextBlob')
    writeFileSync(file('cipher'), Buffer.from(encrypted, 'base64'))
    const decrypted = await aws('kms', 'decrypt', '--ciphertext-blob', `fileb://${file('cipher')}`, ...context, '--query', 'Plaintext')
    assert.equal(Buffer.from(decrypted, 'base64').toString(), 'secret')
    await aws('s3', 'mb', 's3://cli-kms')
    await aws('s3', 'cp', file('plain'), 's3://cli-kms/plain', '--sse', 'aws:kms', '--sse-kms-key-id', arn)
    assert.equal(await aws('s3api', 'head-object', '--bucket', 'cli-kms', '--key', 'plain', '--query', 'SSEKMSKeyId'), arn)
    await aws('s3', 'cp', 's3://cli-kms/plain', file('copy'))
    assert.equal(readFileSync(file('copy'), 'utf8'), 'secret')
    await aws('kms', 'disable-key', '--key-id', arn)
    const refused = await run(cli.python, ['-m', 'awscli', 's3', 'cp', 's3://cli-kms/plain', file('none')], env)
    assert.notEqual(refused.code, 0)
    assert.match(refused.stderr, new RegExp(`KMS\\.DisabledException.*${arn} is disabled\\.`))
  } finally {
    await kenja.remove()
    rmSync(folder, { recursive: true, force: true })
  }
})
