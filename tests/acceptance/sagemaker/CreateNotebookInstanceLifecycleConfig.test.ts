import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
const name = (NotebookInstanceLifecycleConfigName: string) => ({ NotebookInstanceLifecycleConfigName })
const create = (which: string) => sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name(which), OnStart: script('echo hello') }))

const arn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance-lifecycle-config/my-config`

test('CreateNotebookInstanceLifecycleConfig answers the ARN and takes a name once', async () => {
  assert.equal((await create('My-Config')).NotebookInstanceLifecycleConfigArn, arn)
  await assert.rejects(create('My-Config'), {
    name: 'ValidationException',
    message: `Unable to create Notebook Instance Lifecycle Config ${arn}. (Details: Notebook Instance Lifecycle Config already exists.)`,
  })
})

test('a script that is not base64, or too long, could never run', async () => {
  for (const Content of ['echo hello!', 'A'.repeat(16_385)]) {
    await assert.rejects(sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name('wrong'), OnCreate: [{ Content }] })), {
      name: 'ValidationException',
    })
  }
})
