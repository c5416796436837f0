import { existsSync } from 'node:fs'
import type { Config } from '../../../server/src/config.ts'
import type { Command, Flags } from '../command.ts'
import { buildConsoleBundle } from '../console-bundle.ts'
import { endpointOf } from '../credentials.ts'
import { type RunningServer, runningServer, startInBackground, stopServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { duration, style } from '../terminal/style.ts'
import { type Edition, editionOf } from '../tutorial/edition.ts'
import { languageOf, type Messages, messages } from '../tutorial/messages.ts'
import { prepareImage } from '../tutorial/prepare-image.ts'
import { report, type Times } from '../tutorial/report.ts'
import { runTutorial, type TutorialOptions, type TutorialOutcome } from '../tutorial/run-tutorial.ts'
import { exitCodes, UsageError } from '../usage.ts'

export const command: Command = {
  summary: "run AWS's bank-marketing hands-on, from the notebook to the ROC curve",
  help: `
Usage: ./kenja tutorial [--sdk v1|v2|v3] [--keep] [--data FILE|URL] [--lang en|ja] [--json] [--port N] [--home DIR]

Sets up what is missing (it says how much it fetches), starts the platform, creates an execution role and a notebook instance, runs the notebook in it
with a real kernel, and shows confusion matrix, classification rate and ROC AUC. Then it deletes what it made; Kenja itself goes on running.
  --sdk     edition of the SageMaker Python SDK: v1 (1.72.0), v2 (the default, as AWS's hands-on) or v3 (3.27.0: ModelTrainer, ModelBuilder);
            v1 and v3 have a notebook and a kernel of their own, whose environment is made on first use
  --keep    leave endpoint, bucket and notebook instance up
  --data    other rows of the same columns: a CSV file, or a URL
  --lang    language of notebook and texts; default: the terminal's
  --json    the outcome as one line of JSON on standard output, progress on standard error
Ctrl-C stops and puts everything away. Exit code 0 when all cells ran.
`,
  options: { sdk: { type: 'string' }, keep: { type: 'boolean' }, data: { type: 'string' }, lang: { type: 'string' } },
  async run(flags) {
    const startedAt = performance.now()
    const language = languageOf(languageFlag(flags), process.env)
    const texts = messages[language]
    const edition = editionOf(flags.sdk)
    const config = settings(flags)
    if (typeof flags.data === 'string' && !/^https?:\/\//.test(flags.data) && !existsSync(flags.data))
      throw new UsageError(`--data: there is no file ${flags.data}`)
    const print = (line: string) => void (flags.json ? process.stderr : process.stdout).write(`${line}\n`)
    const interrupt = new AbortController()
    const onSignal = () => interrupt.abort()
    process.once('SIGINT', onSignal)
    process.once('SIGTERM', onSignal)

    const xgboostVersion = tutorialVersion()
    try {
      await setUp(config, edition, xgboostVersion, texts, print, interrupt.signal)
    } catch (error) {
      if (!interrupt.signal.aborted) throw error
      process.stderr.write('kenja: interrupted; the next run goes on with what is there.\n')
      return exitCodes.interrupted
    }
    const setUpMs = performance.now() - startedAt
    print(`${style.bold(texts.setUp)}  ${texts.ready(duration(setUpMs))}`)

    const already = await runningServer(config.home)
    const server = already ?? (await startInBackground(config))
    print(`${style.bold(texts.platform)}  ${texts.serverRuns(endpointOf(server), server.driver)}`)
    const options = {
      server,
      region: config.region,
      edition,
      language,
      texts,
      data: flags.data as string | undefined,
      keep: flags.keep === true,
      xgboostVersion,
      print,
      signal: interrupt.signal,
    }
    const outcome = await runOrPutAway(options, already === undefined)
    if (!outcome) return exitCodes.interrupted
    const times: Times = { setUp: setUpMs, ...outcome.times, all: performance.now() - startedAt }
    for (const line of report(outcome.result, times, texts)) print(line)
    for (const line of stillRunning(outcome, config, texts)) print(line)
    const { roc: _, ...result } = outcome.result
    if (flags.json) process.stdout.write(`${JSON.stringify({ ...result, sdk: edition.sdk, times, driver: server.driver, endpointUrl: endpointOf(server) })}\n`)
    return exitCodes.done
  },
}

function languageFlag(flags: Flags): string | undefined {
  if (flags.lang !== undefined && flags.lang !== 'en' && flags.lang !== 'ja') throw new UsageError('--lang is en or ja.')
  return flags.lang as string | undefined
}

/** 0.72, which the hands-on uses, has a library for x86-64 only; elsewhere 1.7-1 stands in, and the output says so. */
function tutorialVersion(): string {
  return process.arch === 'x64' && process.platform === 'linux' ? 'latest' : '1.7-1'
}

async function setUp(
  config: Config,
  { prepare, sdk }: Edition,
  version: string,
  texts: Messages,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (version !== 'latest') print(style.yellow(`XGBoost 0.72 (latest) has no library for ${process.platform}-${process.arch}: this run takes ${version}.`))
  const told = (line: string) => print(`${style.bold(texts.setUp)}  ${style.dim(line)}`)
  await prepareImage(config, 'xgboost', version, version === 'latest' ? '0.72' : '1.7.4', told, signal)
  await prepareImage(config, 'notebook', '', '', told, signal)
  if (prepare) {
    told(texts.edition(sdk))
    await prepareImage(config, 'notebook', '', '', told, signal, prepare)
  }
  await buildConsoleBundle(config, told, signal)
}

/** Undefined after an interruption. A server that this run started does not outlive a run that failed. */
async function runOrPutAway(options: TutorialOptions, startedHere: boolean): Promise<TutorialOutcome | undefined> {
  const { server, signal } = options
  try {
    return await runTutorial(options)
  } catch (error) {
    if (startedHere) await stopServer(server as RunningServer)
    if (signal.aborted) return undefined
    throw error
  }
}

function stillRunning({ kept, result }: TutorialOutcome, config: Config, texts: Messages): string[] {
  const stop = './kenja down'
  const lines = ['', style.bold(texts.stillRuns)]
  if (kept)
    lines.push(`  ${texts.keptEndpoint(result.endpoint)}`, `  ${texts.keptNotebook(kept.notebookInstance, kept.url)}`, `  ${style.dim(texts.keptHint(stop))}`)
  const atHome = config.home === settings({}).home ? '' : ` --home ${config.home}`
  lines.push(`  ${texts.consoleIs(`./kenja console${atHome}`)}`)
  return [...lines, `  ${texts.serverStays(`${stop}${atHome}`)}`]
}
