/** Abuse case 13: lines that would be other lines, move a terminal's cursor, turn text around, or have no end. One event each, their controls written out. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, CreateLogStreamCommand, GetLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateUserCommand } from '@aws-sdk/client-iam'
import { CreateModelCommand } from '@aws-sdk/client-sagemaker'
import { jobEnded, logLines, prepareAccount, TOY, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'
import { ask, sendRaw } from './room.ts'

const said: string[] = []
const server = await startServer({ ...withProcesses, config: { ...withProcesses.config, log: 'access' }, log: (line) => said.push(line) })
after(() => server.stop())
const { logs, sagemaker, iam } = server.clients
await prepareAccount(server.clients)

test('what a job prints: one event a line, controls as #033, a huge line cut at 256 KB', async () => {
  const hostile = ['\x1b[2J\x1b[1;31mERROR root has signed in', 'before\rafter', 'a\0b\x07\x08', '\u202egnp.exe', '2026-01-01 INFO forged'].join('\n')
  const HyperParameters = { print: Buffer.from(`${hostile}\n`).toString('base64'), long: '600000' }
  await sagemaker.send(
    trainingJob('printing', { HyperParameters, AlgorithmSpecification: { TrainingImage: TOY.replace('toy', 'prober'), TrainingInputMode: 'File' } }),
  )
  const job = await jobEnded(sagemaker, 'printing')
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  const lines = await logLines(server.clients, '/aws/sagemaker/TrainingJobs', 'printing/')
  assert.ok(lines.includes('#033[2J#033[1;31mERROR root has signed in'))
  assert.ok(lines.includes('before#015after'))
  assert.ok(lines.includes('a#000b#007#010'))
  assert.deepEqual(
    lines.filter((line) => /^x+$/.test(line)).map((line) => line.length <= 256 * 1024 - 26),
    [true, true, true],
  )
  for (const line of lines) assert.doesNotMatch(line, /[\u0000-\u001f\u007f]/)
})

test('events have a largest size; within it, whatever they hold, they come back as they went in', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/hostile' }))
  await logs.send(new CreateLogStreamCommand({ logGroupName: '/hostile', logStreamName: 's' }))
  const put = (message: string) =>
    logs.send(new PutLogEventsCommand({ logGroupName: '/hostile', logStreamName: 's', logEvents: [{ timestamp: Date.now(), message }] }))
  await assert.rejects(put('x'.repeat(1024 * 1024 + 1)), { name: 'InvalidParameterException' })
  const message = '\x1b[31m{"level":"info"}\r\nsecond line \u202e'
  await put(message)
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName: '/hostile', logStreamName: 's', startFromHead: true }))
  assert.deepEqual(
    events?.map((event) => event.message),
    [message],
  )
})

test("the server's own log: a line for each request, whatever is asked for", async () => {
  said.length = 0
  await ask(server.port, { path: `/bucket/${encodeURIComponent('\n999 forged line\x1b[31m')}`, headers: { 'user-agent': 'x\tforged', 'x-amz-target': 'a.b' } })
  await sendRaw(server.port, 'GET /\x1b[31mred HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  await sendRaw(server.port, `GET /${'%0a'.repeat(3_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  for (const line of said) {
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f]/)
    assert.ok(line.length < 1_000)
  }
  assert.ok(said.length >= 2)
})

test('names that would turn text around are refused by their pattern', async () => {
  for (const name of ['\u202etxt.exe', 'a\u2066b', 'a\nb', '\x1b[1m']) {
    await assert.rejects(sagemaker.send(new CreateModelCommand({ ModelName: name, PrimaryContainer: { Image: TOY } })), { name: 'ValidationException' })
    await assert.rejects(iam.send(new CreateUserCommand({ UserName: name })), { name: 'ValidationError' })
  }
})
