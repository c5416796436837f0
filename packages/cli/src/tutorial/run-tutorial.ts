/** The main job: from nothing to the numbers, and everything put away again. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { IAMClient } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import { clientSettings, reachableHost } from '../credentials.ts'
import { JupyterClient } from '../notebook/jupyter-client.ts'
import { displayed, type Notebook, runNotebook, titleOf } from '../notebook/run-notebook.ts'
import { inProject } from '../project.ts'
import type { RunningServer } from '../server-process.ts'
import { plain, printable, style } from '../terminal/style.ts'
import { PlainError } from '../usage.ts'
import type { Edition } from './edition.ts'
import { createExecutionRole, deleteExecutionRole } from './execution-role.ts'
import type { Language, Messages } from './messages.ts'
import { authorizedUrl, createNotebookInstance, removeNotebookInstance } from './notebook-instance.ts'
import { removeBucket, removeWork } from './remove-work.ts'
import type { TutorialResult } from './report.ts'
import { type Print, TerminalListener } from './terminal-listener.ts'
import { WorkWatcher } from './work-watcher.ts'

const RESULT = 'application/vnd.kenja.result+json'
const LOOK_EVERY_MS = 400

export interface TutorialOptions {
  readonly server: RunningServer
  readonly region: string
  readonly edition: Edition
  readonly language: Language
  readonly texts: Messages
  /** A file on this machine or a URL; undefined: the hands-on's own. */
  readonly data: string | undefined
  readonly keep: boolean
  /** `latest` (0.72), or what stands in for it where no library exists. */
  readonly xgboostVersion: string
  readonly print: Print
  readonly signal: AbortSignal
}

export interface TutorialOutcome {
  readonly result: TutorialResult
  readonly times: { readonly training?: number; readonly deployment?: number }
  /** With `keep`: the notebook instance and a URL that opens it. */
  readonly kept?: { readonly notebookInstance: string; readonly url: string }
}

/** What this run has made and must put away, newest last. */
type Undo = () => Promise<unknown>

/** @throws PlainError when a cell raised or the person interrupted; what the run made is put away in every case, but with `keep` after success */
export async function runTutorial(options: TutorialOptions): Promise<TutorialOutcome> {
  const { server, region, texts, print, signal } = options
  const settings = clientSettings(server, region)
  const clients = {
    sagemaker: new SageMakerClient(settings),
    iam: new IAMClient(settings),
    s3: new S3Client(settings),
    logs: new CloudWatchLogsClient(settings),
  }
  const undo: Undo[] = []
  let succeeded = false
  try {
    const role = await createExecutionRole(clients.iam, new Date())
    undo.push(() => deleteExecutionRole(clients.iam, role.name))
    print(`${style.bold(texts.role)}  ${role.arn}`)
    const name = `kenja-tutorial-${Date.now().toString(36)}`
    // Undone after the notebook instance: a kernel that still runs would make more. When all cells ran, the notebook has put its own work away.
    const run = { roleArn: role.arn, since: new Date(Date.now() - 1000) }
    const putWorkAway = () => removeWork(clients.sagemaker, clients.s3, run)
    undo.push(putWorkAway)
    undo.push(() => removeNotebookInstance(clients.sagemaker, name))
    await abortable(
      createNotebookInstance(clients.sagemaker, name, role.arn, (status) => print(`${style.bold(texts.instance)}  ${name}: ${status}`)),
      signal,
    )
    const outcome = await abortable(runInNotebook(options, clients, name), signal)
    succeeded = true
    // The notebook has put its own work away, but for the empty bucket: AmazonSageMakerFullAccess does not allow its role to delete one.
    undo[undo.indexOf(putWorkAway)] = () => removeBucket(clients.s3, outcome.result.bucket)
    if (!options.keep) return outcome
    return { ...outcome, kept: { notebookInstance: name, url: await authorizedUrl(clients.sagemaker, name) } }
  } finally {
    if (!(succeeded && options.keep)) {
      print(style.dim(signal.aborted ? texts.interrupted : texts.cleaning))
      for (const step of undo.toReversed()) await step().catch((error: Error) => print(style.dim(`  ${error.message}`)))
    }
  }
}

interface Clients {
  readonly sagemaker: SageMakerClient
  readonly s3: S3Client
  readonly logs: CloudWatchLogsClient
}

async function runInNotebook(options: TutorialOptions, clients: Clients, instance: string): Promise<TutorialOutcome> {
  const { server, texts, print, language, edition } = options
  const file = edition.notebook(language)
  const notebook = JSON.parse(readFileSync(inProject('samples', file), 'utf8')) as Notebook
  const jupyter = await JupyterClient.open(await authorizedUrl(clients.sagemaker, instance), { host: reachableHost(server.host), port: server.port })
  const isUrl = options.data !== undefined && /^https?:\/\//.test(options.data)
  const localData = options.data !== undefined && !isUrl ? basename(options.data) : undefined
  if (localData !== undefined) await jupyter.putFile(localData, readData(options.data as string))
  setParameters(notebook, { data: localData ?? options.data ?? '', keep: options.keep, xgboost_version: options.xgboostVersion })
  await jupyter.putNotebook(file, notebook)
  const kernel = await jupyter.startKernel(file, edition.kernel)
  print(`${style.bold(texts.cells)}  ${file}, kernel ${edition.kernel} (SageMaker SDK ${edition.sdk})`)
  // AWS's clocks and ours may differ by less than a second; a second earlier loses nothing.
  const newWatcher = (listener: TerminalListener) => new WorkWatcher(clients.sagemaker, clients.logs, listener, new Date(Date.now() - 1000))
  const listener = new TerminalListener(print, texts, (self) => newWatcher(self as TerminalListener), LOOK_EVERY_MS)
  const failed = await runNotebook(kernel, notebook, listener, () => performance.now())
  await jupyter.putNotebook(file, notebook)
  kernel.close()
  if (failed) {
    const lines = failed.error.traceback.join('\n') || `${failed.error.name}: ${failed.error.value}`
    throw new PlainError(
      `${texts.failedCell(titleOf(failed.cell))}\n${lines
        .split('\n')
        .slice(-20)
        .map((line) => printable(plain(line)))
        .join('\n')}`,
    )
  }
  const result = displayed(listener.outputs, RESULT) as TutorialResult | undefined
  if (!result) throw new PlainError('the notebook ended without a result.')
  return { result, times: listener.times }
}

function readData(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new PlainError(`--data: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

type ParameterValue = string | boolean

/** Writes the values into the cell tagged `parameters`, as papermill does. JSON's strings are Python's too. */
export function setParameters(notebook: Notebook, values: Readonly<Record<string, ParameterValue>>): void {
  const cell = notebook.cells.find(({ metadata }) => Array.isArray(metadata.tags) && metadata.tags.includes('parameters'))
  if (!cell) throw new Error('the notebook has no cell tagged "parameters"')
  const python = (value: ParameterValue) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value))
  Object.assign(cell, { source: Object.entries(values).map(([name, value]) => `${name} = ${python(value)}\n`) })
}

/** Rejects as soon as the person interrupts; the work itself is then ended by the clean-up. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const interrupt = () => reject(new PlainError('interrupted'))
    if (signal.aborted) interrupt()
    signal.addEventListener('abort', interrupt, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', interrupt))
  })
}
