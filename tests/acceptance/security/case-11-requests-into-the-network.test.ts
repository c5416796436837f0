/** Abuse case 11: having the server, or work in it, reach what the caller cannot: addresses of this machine and its network, by names, redirects, images, data. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateModelCommand } from '@aws-sdk/client-sagemaker'
import { issueProxyToken, PROXY_PURPOSE } from '../../../packages/server/src/gateway/proxy-token.ts'
import { isPublicAddress, publicAddressOf } from '../../../packages/server/src/gateway/public-address.ts'
import { startGateway, type TestGateway } from '../../../packages/server/src/gateway/testing.ts'
import { createSealer } from '../../../packages/server/src/lib/seal.ts'
import { jobEnded, prepareAccount, ROLE, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'
import { ask } from './room.ts'

let gateway: TestGateway
let answers: string[] = []
const asked: string[] = []
let reached = 0
const inside = createServer((_request, response) => {
  reached++
  response.end('secret of the network')
})
before(async () => {
  gateway = await startGateway(undefined, {
    async resolve(name) {
      asked.push(name)
      return answers.splice(0, 1)
    },
  })
  await new Promise<void>((ready) => void inside.listen(0, '127.0.0.1', ready))
})
after(async () => {
  await gateway.close()
  inside.close()
})

const token = () => issueProxyToken(createSealer(Buffer.alloc(32, 7), PROXY_PURPOSE), { internet: true }, new Date())

function tunnel(target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1')
    socket.on('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(data.toString())?.[1]))
    })
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: Basic ${Buffer.from(`kenja:${token()}`).toString('base64')}\r\n\r\n`)
  })
}

test('the proxy: never addresses of this machine or its network, however they are written', async () => {
  const { port } = inside.address() as AddressInfo
  const targets = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '0.0.0.0',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '10.1.2.3',
    '[fe80::1]',
  ]
  for (const name of targets) {
    answers = ['127.0.0.1']
    assert.equal(await tunnel(`${name}:${port}`), 403, name)
  }
  assert.equal(reached, 0)
})

test('a name is resolved once: what it resolves to later cannot matter', async () => {
  asked.length = 0
  answers = ['127.0.0.1', '93.184.216.34']
  assert.equal(await tunnel('rebinding.example:80'), 403)
  assert.deepEqual(asked, ['rebinding.example'])
  // The address that was checked is the one that is connected to.
  let looks = 0
  const address = await publicAddressOf('first-public.example', async () => (looks++ === 0 ? ['93.184.216.34'] : ['127.0.0.1']))
  assert.deepEqual([address, looks], ['93.184.216.34', 1])
  assert.equal(await publicAddressOf('both.example', async () => ['93.184.216.34', '10.0.0.1']), undefined)
})

test('forms of addresses that some libraries take for others', () => {
  for (const address of ['::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', '0177.0.0.1', '2130706433', '127.1', ''])
    assert.equal(isPublicAddress(address), false, address)
})

test('nothing in a notebook’s request says where the server connects', async () => {
  const { port } = inside.address() as AddressInfo
  const host = `my-notebook.notebook.us-east-1.localhost:${gateway.port}`
  for (const path of [`/proxy/${port}/`, `/http://127.0.0.1:${port}/`, `//127.0.0.1:${port}/`, '/@169.254.169.254/', '/..;/'])
    assert.equal(
      (await ask(gateway.port, { path, headers: { host, 'x-forwarded-host': `127.0.0.1:${port}`, forwarded: `host=127.0.0.1:${port}` } })).status,
      403,
      path,
    )
  assert.equal(reached, 0)
})

test('data and images are names: of buckets of this Kenja, and of what it runs; never addresses', async () => {
  const server = await startServer(withProcesses)
  try {
    await prepareAccount(server.clients)
    const { sagemaker, s3 } = server.clients
    await s3.send(new CreateBucketCommand({ Bucket: 'other' }))
    await s3.send(new PutObjectCommand({ Bucket: 'other', Key: 'data', Body: 'x' }))
    const { port } = inside.address() as AddressInfo
    let models = 0
    // Kenja knows the repository, wherever the address says it is, or refuses it: it never asks a registry.
    for (const Image of [`127.0.0.1:${port}/toy:latest`, `http://127.0.0.1:${port}/toy:latest`, '169.254.169.254/toy:latest', '../../toy:latest'])
      await sagemaker
        .send(new CreateModelCommand({ ModelName: `m${models++}`, ExecutionRoleArn: ROLE, PrimaryContainer: { Image } }))
        .catch((error: Error) => assert.equal(error.name, 'ValidationException'))
    const source = (S3Uri: string) => ({
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri, S3DataDistributionType: 'FullyReplicated' as const } } },
      ],
    })
    for (const S3Uri of [`http://127.0.0.1:${port}/data`, `https://169.254.169.254/latest/meta-data`, 'file:///etc/passwd'])
      await assert.rejects(sagemaker.send(trainingJob('elsewhere', source(S3Uri))), { name: 'ValidationException' }, S3Uri)
    await sagemaker.send(trainingJob('by-host', source(`s3://127.0.0.1:${port}/data`))).catch((error: Error) => assert.equal(error.name, 'ValidationException'))
    const job = await jobEnded(sagemaker, 'by-host').catch(() => undefined)
    assert.notEqual(job?.TrainingJobStatus, 'Completed')
    assert.equal(reached, 0)
  } finally {
    await server.stop()
  }
})
