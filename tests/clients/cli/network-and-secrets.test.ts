/** The AWS CLI, EC2's network and Secrets Manager: `aws ec2 …`, `aws secretsmanager …`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { output, run, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

test('AWS CLI: a security group by its subnet, a secret, an error', async (t) => {
  const cli = pythonEnvironment(import.meta.dirname, 'awscli')
  if ('missing' in cli) return t.skip(cli.missing)
  const kenja = await startKenja()
  try {
    const env = { ...(await kenja.environment()), AWS_DEFAULT_OUTPUT: 'text' }
    const aws = async (...words: string[]) => (await output(cli.python, ['-m', 'awscli', ...words], env)).trim()
    const vpc = await aws('ec2', 'describe-subnets', '--filters', 'Name=availability-zone,Values=us-east-1b', '--query', 'Subnets[0].VpcId')
    assert.match(vpc, /^vpc-[0-9a-f]{17}$/)
    const group = await aws('ec2', 'create-security-group', '--group-name', 'cli', '--description', 'by the CLI', '--vpc-id', vpc, '--query', 'GroupId')
    await aws('ec2', 'authorize-security-group-ingress', '--group-id', group, '--protocol', 'tcp', '--port', '22', '--cidr', '10.0.0.0/8')
    const query = 'SecurityGroups[0].IpPermissions[0].[FromPort,IpRanges[0].CidrIp]'
    assert.deepEqual((await aws('ec2', 'describe-security-groups', '--group-ids', group, '--query', query)).split(/\s+/), ['22', '10.0.0.0/8'])
    await aws('secretsmanager', 'create-secret', '--name', 'cli', '--secret-string', 'told')
    assert.equal(await aws('secretsmanager', 'get-secret-value', '--secret-id', 'cli', '--query', 'SecretString'), 'told')
    const refused = await run(cli.python, ['-m', 'awscli', 'ec2', 'delete-security-group', '--group-id', 'sg-0'], env)
    assert.notEqual(refused.code, 0)
    assert.match(refused.stderr, /\(InvalidGroup\.NotFound\) when calling the DeleteSecurityGroup operation: The security group 'sg-0' does not exist/)
  } finally {
    await kenja.remove()
  }
})
