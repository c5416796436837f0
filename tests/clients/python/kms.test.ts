/** boto3 and KMS: keys, encryption, S3 with keys, and the errors as boto3 tells them. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

for (const which of ['newest', 'oldest'] as const) {
  test(`boto3, ${which}: KMS and S3 with its keys`, async (t) => {
    const client = pythonEnvironment(import.meta.dirname, `boto3-${which}`)
    if ('missing' in client) return t.skip(client.missing)
    kenja ??= await startKenja()
    const said = await output(client.python, [join(import.meta.dirname, 'kms_flow.py'), `boto3-${which}`], await kenja.environment())
    const { version, arn, ...outcome } = JSON.parse(said) as Record<string, unknown>
    t.diagnostic(`boto3 ${version}`)
    assert.match(String(arn), /^arn:aws:kms:us-east-1:123456789012:key\//)
    assert.deepEqual(outcome, {
      decrypted: 'secret',
      wrongContext: 'InvalidCiphertextException: ',
      dataKeyOpens: true,
      listed: true,
      aliases: [`alias/boto3-${which}`],
      encryption: ['aws:kms', arn],
      same: true,
      disabled: `DisabledException: ${arn} is disabled.`,
      disabledInS3: `KMS.DisabledException: ${arn} is disabled.`,
      state: 'PendingDeletion',
      pending: `KMS.KMSInvalidStateException: ${arn} is pending deletion.`,
      exception: 'NotFoundException: Alias arn:aws:kms:us-east-1:123456789012:alias/none is not found.',
    })
  })
}
