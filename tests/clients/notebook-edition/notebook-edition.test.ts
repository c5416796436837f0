/** AWS's published edition of the hands-on, opened by a user in a notebook instance, runs as it is: real Jupyter, real kernel, everything through the public API. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { ListEndpointConfigsCommand, ListEndpointsCommand, ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import { clientSettings } from '../../../packages/cli/src/credentials.ts'
import { JupyterClient } from '../../../packages/cli/src/notebook/jupyter-client.ts'
import type { Kernel, Output } from '../../../packages/cli/src/notebook/kernel.ts'
import { type Notebook, runNotebook } from '../../../packages/cli/src/notebook/run-notebook.ts'
import { runningServer } from '../../../packages/cli/src/server-process.ts'
import { createExecutionRole } from '../../../packages/cli/src/tutorial/execution-role.ts'
import { authorizedUrl, createNotebookInstance, removeNotebookInstance } from '../../../packages/cli/src/tutorial/notebook-instance.ts'
import { removeBucket } from '../../../packages/cli/src/tutorial/remove-work.ts'
import { type KenjaHome, startKenja } from '../../support/kenja-command.ts'
import { publishedCells } from './cells.ts'

const BUCKET = 'my-own-bucket-for-the-hands-on'
const INSTANCE = 'MySageMakerInstance'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

/** What the console's "Create a new role" adds under "Any S3 bucket". */
const ANY_BUCKET = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:CreateBucket'], Resource: 'arn:aws:s3:::*' }],
})

function notebookOf(cells: readonly string[]): Notebook {
  const metadata = { kernelspec: { name: 'conda_python3', display_name: 'conda_python3', language: 'python' } }
  return {
    cells: cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null })),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  }
}

interface Ran {
  readonly failed: string | undefined
  /** Standard output, cell by cell. */
  readonly printed: readonly string[]
  readonly seconds: readonly number[]
}

async function runCells(kernel: Kernel, notebook: Notebook): Promise<Ran> {
  const printed: string[] = []
  const seconds: number[] = []
  const listener = {
    started: () => void printed.push(''),
    printed(output: Output) {
      if (output.output_type === 'stream' && output.name === 'stdout') printed[printed.length - 1] += output.text
    },
    ended: async (_cell: unknown, _execution: unknown, milliseconds: number) => void seconds.push(milliseconds / 1000),
  }
  const failed = await runNotebook(kernel, notebook, listener, () => performance.now())
  return { failed: failed && `${failed.cell.source}\n${failed.error.traceback.join('\n')}`, printed, seconds }
}

test('the published edition, cell by cell, and its numbers', { timeout: 900_000 }, async (t) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return t.skip('XGBoost 0.72 has a library for Linux x86-64 only: NOT tried')
  kenja = await startKenja()
  const server = await runningServer(kenja.home)
  assert.ok(server)
  const settings = clientSettings(server, 'us-east-1')
  const [sagemaker, iam, s3] = [new SageMakerClient(settings), new IAMClient(settings), new S3Client(settings)]
  const role = await createExecutionRole(iam, new Date())
  await iam.send(new PutRolePolicyCommand({ RoleName: role.name, PolicyName: 'any-bucket', PolicyDocument: ANY_BUCKET }))
  assert.equal((await iam.send(new GetRoleCommand({ RoleName: role.name }))).Role?.Arn, role.arn)
  const statuses: string[] = []
  await createNotebookInstance(sagemaker, INSTANCE, role.arn, (status) => statuses.push(status))
  assert.equal(statuses.at(-1), 'InService')

  const jupyter = await JupyterClient.open(await authorizedUrl(sagemaker, INSTANCE), { host: server.host, port: server.port })
  const notebook = notebookOf(publishedCells(BUCKET))
  await jupyter.putNotebook('hands-on.ipynb', notebook)
  const kernel = await jupyter.startKernel('hands-on.ipynb', 'conda_python3')
  const { failed, printed, seconds } = await runCells(kernel, notebook)
  kernel.close()
  t.diagnostic(`seconds a cell: ${seconds.map((each) => each.toFixed(1)).join(', ')}`)
  assert.equal(failed, undefined)

  const image = '811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:latest'
  assert.match(printed[0] ?? '', new RegExp(`^Success - the MySageMakerInstance is in the us-east-1 region\\. You will use the ${image} container`, 'm'))
  assert.deepEqual(printed.slice(1, 4), [
    'S3 bucket created successfully\n',
    'Success: downloaded bank_clean.csv.\nSuccess: Data loaded into dataframe.\n',
    '(28831, 61) (12357, 61)\n',
  ])
  assert.match(printed[6] ?? '', /\[0\]#011train-error:0\.100482/)
  assert.match(printed[6] ?? '', /\[99\]#011train-error:0\.09\d+/)
  assert.match(printed[6] ?? '', /Training job completed[\s\S]*Training seconds: \d+\n[\s\S]*Billable seconds: \d+/)
  assert.match(printed[7] ?? '', /^-*!/m)
  assert.equal(printed[8], '(12357,)\n')
  assert.match(printed[9] ?? '', /Overall Classification Rate: 89\.5%/)
  assert.match(printed[9] ?? '', /No Purchase {4}90% \(10785\) {4}35% \(151\)\nPurchase {8}10% \(1143\) {5}65% \(278\)/)

  assert.deepEqual(
    (await sagemaker.send(new ListEndpointsCommand({}))).Endpoints?.filter(({ EndpointStatus }) => EndpointStatus !== 'Deleting'),
    [],
  )
  assert.deepEqual((await sagemaker.send(new ListEndpointConfigsCommand({}))).EndpointConfigs, [])
  assert.equal((await sagemaker.send(new ListModelsCommand({}))).Models?.length, 1, 'the hands-on leaves its model')
  await removeBucket(s3, BUCKET)
  await removeNotebookInstance(sagemaker, INSTANCE)
  const status = JSON.parse((await kenja.kenja('status', '--json')).stdout) as { notebookInstances: unknown[]; endpoints: unknown[] }
  assert.deepEqual([status.notebookInstances, status.endpoints], [[], []])
})
