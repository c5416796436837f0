/** The real Python SDK and the AWS CLI against a whole Kenja. Skips, and says so, where they are not installed. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { startServer } from '../../support/server.ts'

const run = promisify(execFile)
const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const missing = (what: string, present: boolean) => (present ? false : `${what} is not installed: this client was NOT tried`)

const server = await startServer()
const directory = mkdtempSync(join(tmpdir(), 'kenja-clients-'))
after(async () => {
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})
const env = {
  ...process.env,
  HOME: directory,
  AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_CONFIG_FILE: join(directory, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
}

test('boto3: objects, transfers, presigned URLs, lists', { skip: missing('boto3', runs('python3', '-c', 'import boto3')) }, async () => {
  const { stdout } = await run('python3', [join(import.meta.dirname, 'clients.py'), server.url], { env })
  assert.deepEqual(stdout.trim().split('\n'), ['ok buckets', 'ok objects', 'ok multipart', 'ok presigned by SigV2', 'ok lists', 'ok deletion'])
})

test('AWS CLI: mb, cp --recursive, sync, ls, presign, rb', { skip: missing('the AWS CLI', runs('aws', '--version')) }, async () => {
  const aws = async (...args: string[]) => (await run('aws', ['--endpoint-url', server.url, ...args], { env })).stdout
  const local = join(directory, 'local')
  const back = join(directory, 'back')
  mkdirSync(join(local, 'sub dir'), { recursive: true })
  const large = randomBytes(9 * 1024 * 1024)
  writeFileSync(join(local, 'large.bin'), large)
  writeFileSync(join(local, 'sub dir', 'ä.txt'), 'text')
  await aws('s3', 'mb', 's3://cli-round-trip')
  await aws('s3', 'cp', '--recursive', '--quiet', local, 's3://cli-round-trip/data')
  assert.match(await aws('s3', 'ls', '--recursive', 's3://cli-round-trip'), /9437184 data\/large\.bin\n.* 4 data\/sub dir\/ä\.txt/)
  await aws('s3', 'sync', '--quiet', 's3://cli-round-trip/data', back)
  assert.deepEqual(readFileSync(join(back, 'large.bin')), large)
  assert.equal(readFileSync(join(back, 'sub dir', 'ä.txt'), 'utf8'), 'text')
  assert.equal(await aws('s3', 'sync', local, 's3://cli-round-trip/data'), '', 'nothing has changed: nothing is sent')
  const url = (await aws('s3', 'presign', 's3://cli-round-trip/data/sub dir/ä.txt')).trim()
  assert.equal(await (await fetch(url)).text(), 'text')
  await aws('s3', 'rb', '--force', 's3://cli-round-trip')
})
