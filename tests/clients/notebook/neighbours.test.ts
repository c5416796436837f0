/** Two notebook instances beside each other, seen from inside: neither finds the other, its port or its credentials; and one without direct internet access finds Kenja only. */
import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateNotebookInstanceCommand, DescribeNotebookInstanceCommand, waitUntilNotebookInstanceInService } from '@aws-sdk/client-sagemaker'
import { readConfig } from '../../../packages/server/src/config.ts'
import { addToMirror } from '../../../packages/server/src/gateway/mirror.ts'
import { execute, prepareEnvironment, startKernel, visit } from '../../support/notebook-visitor.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const wait = { minDelay: 1, maxDelay: 1, maxWaitTime: 180 }
const OUTSIDE = 'https://outside.example.com/page'

/** One line of JSON. PLACES: paths of this machine that are the other's. OTHER: the other's host name. */
const QUESTIONS = `
import json, os, ssl, subprocess, urllib.error, urllib.request
import boto3
def status(url, headers={}, proxies=None):
    opener = urllib.request.build_opener(*([] if proxies is None else [urllib.request.ProxyHandler(proxies)]))
    try:
        return opener.open(urllib.request.Request(url, headers=headers), timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 'unreachable'
gateway = os.environ['AWS_ENDPOINT_URL']
credentials = urllib.request.Request(os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI'], headers={'Authorization': os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']})
def environment(pid):
    try:
        return open(f'/proc/{pid}/environ', 'rb').read().decode('utf-8', 'replace')
    except OSError:
        return ''
processes = [environment(pid) for pid in os.listdir('/proc') if pid.isdigit()]
print(json.dumps({
    'seen': [place for place in PLACES if os.path.exists(place)],
    'other': status(gateway + '/api/status', {'Host': OTHER}, {}),
    'forged': status(gateway + '/api/contents', {'Host': OTHER, 'Cookie': 'kenja-notebook=x', 'Authorization': 'token x'}, {}),
    'otherName': status('https://' + OTHER.split(':')[0] + ':8443/api/status', {}, {}),
    'role': json.load(urllib.request.urlopen(credentials))['RoleArn'].split('/')[-1],
    'stolen': [word for text in processes for word in text.split(chr(0)) if word.startswith('AWS_CONTAINER_AUTHORIZATION_TOKEN=') and word.split('=', 1)[1] != os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']],
    'identity': boto3.client('sts').get_caller_identity()['Arn'].split('/')[1],
    'mirrored': status('${OUTSIDE}'),
    'outside': status('${OUTSIDE}-that-is-not-mirrored'),
    'direct': status('${OUTSIDE}', {}, {}),
    'examples': sorted(os.listdir('/home/ec2-user/SageMaker/examples/ja')),
}))
`

test('from inside one notebook neither another one nor, where it is not allowed, the internet can be reached', { timeout: 600_000 }, async (t) => {
  const { cache, sandbox } = readConfig()
  prepareEnvironment(cache)
  const server = await startServer({ driver: 'real', config: { cache, describeWaitMs: 5_000, sandbox } })
  t.after(() => server.stop())
  const { home } = server
  if (!server.app.driver.isolation.network) return t.diagnostic('without a sandbox nothing keeps notebooks apart, and Kenja says so')
  writeFileSync(join(home, 'page'), 'outside')
  addToMirror(home, OUTSIDE, join(home, 'page'))
  const { ec2, iam, sagemaker } = server.clients
  const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  for (const [name, more] of [
    ['open', {}],
    ['closed', { SubnetId: subnet?.SubnetId, DirectInternetAccess: 'Disabled' }],
  ] as const) {
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: `role-of-${name}`, AssumeRolePolicyDocument: trust() }))
    await iam.send(new PutRolePolicyCommand({ RoleName: `role-of-${name}`, PolicyName: 'p', PolicyDocument: allow('logs:*') }))
    await sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: name, InstanceType: 'ml.t3.medium', RoleArn: Role?.Arn, ...more }))
  }
  for (const NotebookInstanceName of ['open', 'closed']) await waitUntilNotebookInstanceInService({ client: sagemaker, ...wait }, { NotebookInstanceName })

  const ask = async (name: string, other: string) => {
    const { Url } = await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: other }))
    const { socket } = await startKernel(await visit(server, name), 'a.ipynb')
    const volumes = join(home, 'volumes/notebook-instance')
    const theirs = readdirSync(volumes)
      .filter((entry) => entry.endsWith(`-${other}`))
      .map((entry) => join(volumes, entry))
    const places = [home, ...theirs, ...server.app.driver.list().map((id) => join(server.app.driver.socketDirectory(id), 'jupyter.sock'))]
    const code = QUESTIONS.replaceAll('PLACES', JSON.stringify(places)).replaceAll('OTHER', JSON.stringify(Url))
    const said = JSON.parse(await execute(socket, code)) as Record<string, unknown>
    socket.terminate()
    return said
  }
  for (const [name, other] of [
    ['open', 'closed'],
    ['closed', 'open'],
  ] as const) {
    const { outside, other: unsigned, forged, examples, ...said } = await ask(name, other)
    assert.deepEqual(said, {
      seen: [],
      otherName: 'unreachable',
      role: `role-of-${name}`,
      stolen: [],
      identity: `role-of-${name}`,
      direct: 'unreachable',
      mirrored: 200,
    })
    for (const example of ['build-train-deploy', 'call-the-endpoint', 'clean-up']) assert.ok((examples as string[]).includes(`${example}.ipynb`), example)
    for (const refused of [unsigned, forged]) assert.ok(refused !== 200 && refused !== 'unreachable', `${name}: ${refused}`)
    // 403 is the proxy's own no; with direct internet access it tries, whether there is an internet here or not.
    assert.equal(outside === 403, name === 'closed', `${name}: ${outside}`)
  }
})
