/** Notebook instances on the mock driver: an environment that is there already, and a stand-in for Jupyter on the task's Unix socket. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import {
  CreateNotebookInstanceCommand,
  type CreateNotebookInstanceCommandInput,
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceCommandOutput,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { readSettings } from '../../images/notebook/settings.ts'
import type { TaskSpec } from '../../packages/server/src/compute/driver.ts'
import { type ServerOptions, startServer, type TestServer } from './server.ts'

export interface Notebooks {
  readonly server: TestServer
  readonly roleArn: string
  /** Requests that reached the stand-in, the engine's own questions left out. */
  readonly requests: IncomingMessage[]
  /** Tasks in the order of their start. */
  readonly tasks: TaskSpec[]
  create(name: string, more?: Partial<CreateNotebookInstanceCommandInput>): Promise<string>
  describe(name: string): Promise<DescribeNotebookInstanceCommandOutput>
  /** Describes until the instance has this status; throws when it takes too many answers. */
  until(name: string, status: string): Promise<DescribeNotebookInstanceCommandOutput>
  createInService(name: string, more?: Partial<CreateNotebookInstanceCommandInput>): Promise<DescribeNotebookInstanceCommandOutput>
  createStopped(name: string): Promise<void>
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
/** Every answer may wait for the next change, so few are enough. */
const MAX_ANSWERS = 50

export async function startNotebooks(t: TestContext, options: ServerOptions & { readonly jupyterAnswers?: () => boolean } = {}): Promise<Notebooks> {
  const jupyters: Server[] = []
  const requests: IncomingMessage[] = []
  const tasks: TaskSpec[] = []
  const behaviour = (spec: TaskSpec) => {
    tasks.push(spec)
    const jupyter = createServer((request, response) => {
      if (request.url !== '/api/status') requests.push(request)
      response.writeHead(options.jupyterAnswers?.() === false ? 503 : 200).end('{}')
    })
    jupyter.listen(join(server.mock.socketDirectory(spec.id), 'jupyter.sock'))
    jupyters.push(jupyter)
    return options.behaviour?.(spec) ?? {}
  }
  const server = await startServer({ ...options, behaviour, config: { describeWaitMs: 2_000, ...options.config } })
  t.after(async () => {
    await server.stop()
    for (const jupyter of jupyters) {
      jupyter.closeAllConnections()
      jupyter.close()
    }
  })
  layEnvironment(server.home)
  const { sagemaker, iam } = server.clients
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'notebook-role', AssumeRolePolicyDocument: trust }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'notebook-role', PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }))
  const roleArn = Role?.Arn as string
  const notebooks: Notebooks = {
    server,
    roleArn,
    requests,
    tasks,
    async create(name, more = {}) {
      const input = { NotebookInstanceName: name, InstanceType: 'ml.t2.medium', RoleArn: roleArn, ...more } as const
      return (await sagemaker.send(new CreateNotebookInstanceCommand(input))).NotebookInstanceArn as string
    },
    describe: (name) => sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name })),
    async until(name, status) {
      for (let answers = 0; answers < MAX_ANSWERS; answers++) {
        const described = await notebooks.describe(name)
        if (described.NotebookInstanceStatus === status) return described
      }
      throw new Error(`${name} did not become ${status}`)
    },
    async createInService(name, more) {
      await notebooks.create(name, more)
      return notebooks.until(name, 'InService')
    },
    async createStopped(name) {
      await notebooks.createInService(name)
      await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name }))
      await notebooks.until(name, 'Stopped')
    },
  }
  return notebooks
}

/** What a finished preparation leaves, as far as the server looks. */
function layEnvironment(home: string): void {
  const directory = join(home, '.cache', 'kenja', 'notebook', readSettings().lockHash)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'complete.json'), JSON.stringify({ directory, python: process.execPath, pythonVersion: '3.11.2', needs: [] }))
  writeFileSync(join(directory, 'bytecode'), '')
}
