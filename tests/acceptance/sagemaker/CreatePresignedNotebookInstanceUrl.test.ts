import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { CreatePresignedNotebookInstanceUrlCommand, StopNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

/** Browsers resolve names below localhost by themselves; this program may not, so it connects to the address and sends the name. */
function get(port: number, url: URL, cookie?: string): Promise<{ status: number | undefined; location: string | undefined; cookie: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { host: url.host, ...(cookie ? { cookie } : {}) }
    request({ host: '127.0.0.1', port, path: url.pathname + url.search, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, location: response.headers.location, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] })
    })
      .on('error', reject)
      .end()
  })
}

test('the URL leads to the notebook on its own host, once Jupyter is in service, and no longer when it is stopped', async (t) => {
  const { server, createInService, until, requests, tasks } = await startNotebooks(t)
  await createInService('My-Notebook')
  const { sagemaker } = server.clients
  const { AuthorizedUrl = '' } = await sagemaker.send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: 'My-Notebook' }))
  const url = new URL(AuthorizedUrl)
  assert.equal(url.host, `my-notebook.notebook.us-east-1.localhost:${server.port}`)
  assert.ok(url.searchParams.get('authToken'))
  const entered = await get(server.port, url)
  assert.equal(entered.status, 302)
  const page = new URL('/tree', url)
  assert.equal((await get(server.port, page, entered.cookie)).status, 200)
  assert.deepEqual([requests.at(-1)?.url, requests.at(-1)?.headers.authorization], ['/tree', `token ${tasks[0]?.env.JUPYTER_TOKEN}`])
  assert.equal((await get(server.port, page)).status, 403)
  await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'My-Notebook' }))
  await until('My-Notebook', 'Stopped')
  assert.equal((await get(server.port, page, entered.cookie)).status, 503)
})

test('an instance that is not in service has no URL', async (t) => {
  const { server, createStopped } = await startNotebooks(t)
  const { sagemaker } = server.clients
  await createStopped('n')
  const presign = (name: string, seconds?: number) =>
    sagemaker.send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: name, SessionExpirationDurationInSeconds: seconds }))
  await assert.rejects(presign('n'), { name: 'ValidationException', message: /^Status \(Stopped\) not in \(\[InService\]\)\./ })
  await assert.rejects(presign('nobody'), { name: 'ValidationException', message: 'RecordNotFound' })
  await assert.rejects(presign('n', 60), {
    name: 'ValidationException',
    message: /^1 validation error detected: Value '60' at 'sessionExpirationDurationInSeconds'/,
  })
})
