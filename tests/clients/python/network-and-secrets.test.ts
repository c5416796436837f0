/** boto3 and EC2's network and Secrets Manager: pages, waiters, resources, and the errors as boto3 tells them. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

for (const which of ['newest', 'oldest'] as const) {
  test(`boto3, ${which}: security groups and secrets`, async (t) => {
    const client = pythonEnvironment(import.meta.dirname, `boto3-${which}`)
    if ('missing' in client) return t.skip(client.missing)
    kenja ??= await startKenja()
    const name = `boto3-${which}`
    const said = await output(client.python, [join(import.meta.dirname, 'network_and_secrets_flow.py'), name], await kenja.environment())
    const { version, ...outcome } = JSON.parse(said) as Record<string, unknown>
    t.diagnostic(`boto3 ${version}`)
    assert.deepEqual(outcome, {
      range: '172.31.0.0/16',
      zones: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`),
      found: [[true, [{ CidrIp: '0.0.0.0/0', Description: 'everyone' }]]],
      resource: [name, 443, [{ Key: 'Name', Value: name }]],
      again: '400 InvalidPermission.Duplicate: the specified rule "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW" already exists',
      nowhere: "400 InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist",
      dry: '412 DryRunOperation: Request would have succeeded, but DryRun flag is set.',
      lacking: '501 NotImplemented: Kenja does not have the operation DescribeInstances of ec2 yet.',
      current: 'two',
      previous: 'p',
      listed: [`${name}/db`],
      password: 40,
      gone: "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
    })
  })
}
