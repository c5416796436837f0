/** Abuse case 4: links in what a job leaves. They are never followed: else a job could have the server upload its machine's files. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { openRegular, regularFiles } from '../../../packages/server/src/engine/archive.ts'
import { BUCKET, get, jobEnded, prepareAccount, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const root = mkdtempSync(join(tmpdir(), 'kenja-case-04-'))
after(() => rmSync(root, { recursive: true, force: true }))

test('a job that links /etc/passwd into its model uploads a model without it', async () => {
  const server = await startServer(withProcesses)
  try {
    await prepareAccount(server.clients)
    const { sagemaker, s3 } = server.clients
    // With `output`, the toy makes /opt/ml/model/link -> /etc/passwd.
    await sagemaker.send(trainingJob('linking', { HyperParameters: { output: 'notes' } }))
    const job = await jobEnded(sagemaker, 'linking')
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
    const model = gunzipSync(await get(s3, 'output/linking/output/model.tar.gz')).toString('latin1')
    assert.match(model, /rounds on/)
    assert.doesNotMatch(model, /root:x:0|link/)
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'output/' }))
    for (const { Key } of Contents ?? []) assert.doesNotMatch(gunzipSync(await get(s3, Key as string)).toString('latin1'), /root:x:0/)
  } finally {
    await server.stop()
  }
})

test('directories that are links are not entered; a file that became a link is not opened', async () => {
  mkdirSync(join(root, 'outside'))
  writeFileSync(join(root, 'outside', 'secret'), 'secret')
  mkdirSync(join(root, 'model'))
  writeFileSync(join(root, 'model', 'file'), 'fine')
  symlinkSync(join(root, 'outside'), join(root, 'model', 'directory'))
  symlinkSync(join(root, 'outside', 'secret'), join(root, 'model', 'link'))
  assert.deepEqual(await regularFiles(join(root, 'model')), [{ path: 'file', size: 4 }])
  await assert.rejects(openRegular(join(root, 'model', 'link')), { code: 'ELOOP' })
  const handle = await openRegular(join(root, 'model', 'file'))
  assert.equal((await buffer(handle.createReadStream())).toString(), 'fine')
})
