/**
 * Stands for the image that MLflow's deployer names: a serving program that speaks MLflow's protocol of predictions. It multiplies the sum of each row by
 * the factor in `model.txt`, which lies beside `MLmodel` in what the deployer has packed.
 */
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { encodeFrame, frameWriter, type RequestHead, readFrames } from '#frames'

const folder = join(process.env.KENJA_OPT_ML ?? '/opt/ml', 'model')
const socketPath = process.env.KENJA_SERVE_SOCKET ?? ''
const flavor = process.env.MLFLOW_DEPLOYMENT_FLAVOR_NAME ?? 'none'
if (!readFileSync(join(folder, 'MLmodel'), 'utf8').includes('python_function')) throw new Error('this is no MLflow model')
const factor = Number(readFileSync(join(folder, 'model.txt'), 'utf8'))

function predict(text: string): string {
  const { dataframe_split } = JSON.parse(text) as { dataframe_split: { data: number[][] } }
  return JSON.stringify({ predictions: dataframe_split.data.map((row) => factor * row.reduce((sum, value) => sum + value, 0)), flavor })
}

rmSync(socketPath, { force: true })
createServer((socket) => {
  const write = frameWriter(socket)
  socket.on('error', () => undefined)
  readFrames<RequestHead>(socket, async ({ id, head, body }) => {
    const text = head.path === '/ping' ? '' : predict(body.toString())
    write(encodeFrame(id, { status: 200, contentType: 'application/json' }, Buffer.from(text)))
  })
}).listen(socketPath, () => process.stdout.write('listening\n'))
