/** Abuse case 18: data that runs code when it is read. The server never reads such: what users' code makes, only users' code opens. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import { BUCKET, prepareAccount, ROLE, TOY, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const root = resolve(import.meta.dirname, '../../..')
const sources = execFileSync('git', ['ls-files', 'packages/server/src', 'packages/wire/src', 'packages/frames', 'packages/cli'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|conformance\.ts$/.test(file))

test('no source of the server knows a way to run what it reads', () => {
  assert.ok(sources.length > 300)
  for (const file of sources) {
    const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    assert.doesNotMatch(
      code,
      /\bv8\.deserialize\b|from 'node:v8'|from 'node:vm'|\bnew Function\b|\beval\(|\bpickle\b|\bjoblib\b|yaml\.load\b|node-serialize/,
      file,
    )
    // A shell would read names as commands.
    assert.doesNotMatch(code, /\bshell: true\b|\bexecSync?\(|from 'child_process'/, file)
  }
})

test('modules are loaded by names that stand in the source, never by names from outside', () => {
  for (const file of sources) {
    const dynamic = [...readFileSync(join(root, file), 'utf8').matchAll(/\bimport\(([^)]*)\)/g)].map(([, name]) => name as string)
    for (const name of dynamic) assert.match(name, /^(inProject\()?'[^']+'$/, `${file}: import(${name})`)
  }
})

test('a model that is a pickle is bytes to the server', async () => {
  const server = await startServer(withMock)
  try {
    await prepareAccount(server.clients)
    const { s3, sagemaker } = server.clients
    const pickle = "cos\nsystem\n(S'touch /tmp/kenja-case-18'\ntR."
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'model.tar.gz', Body: gzipSync(pickle) }))
    const PrimaryContainer = { Image: TOY, ModelDataUrl: `s3://${BUCKET}/model.tar.gz` }
    await sagemaker.send(new CreateModelCommand({ ModelName: 'pickled', ExecutionRoleArn: ROLE, PrimaryContainer }))
    assert.equal((await sagemaker.send(new DescribeModelCommand({ ModelName: 'pickled' }))).ModelName, 'pickled')
    assert.throws(() => readFileSync('/tmp/kenja-case-18'), { code: 'ENOENT' })
  } finally {
    await server.stop()
  }
})
