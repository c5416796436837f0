/**
 * A training program as small as it can be. Hyperparameters: `rounds` (or until the file `until` is there), `pause_ms` between them, `exit_code`, `failure` (text of the failure file),
 * `output` (text of a file in /opt/ml/output/data), `on_term` = `ignore` (goes on) or an exit code. The model is the training data's size and the rounds.
 * On several hosts each further one leaves a file with its name too; `fail_on` names the host that `exit_code` and `failure` are for, while the others wait;
 * `kill_on` the one that ends itself by SIGKILL. A channel in Pipe mode is read and printed, `epochs` times.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = process.env.KENJA_OPT_ML ?? '/opt/ml'
const json = (name: string) => JSON.parse(readFileSync(join(root, 'input/config', name), 'utf8')) as Record<string, string>
const parameters = json('hyperparameters.json')
const { current_host: host = 'algo-1' } = json('resourceconfig.json')
const isOn = (name: string | undefined) => name === undefined || name === host
const rounds = Number(parameters.rounds ?? 3)

const saveModel = (round: number) => writeFileSync(join(root, 'model/model.txt'), `${round} rounds on ${sizeOf(join(root, 'input/data/train'))} bytes`)

function sizeOf(directory: string): number {
  if (!existsSync(directory)) return 0
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

process.on('SIGTERM', () => {
  process.stdout.write('told to stop\n')
  if (parameters.on_term !== 'ignore') process.exit(Number(parameters.on_term ?? 143))
})

process.stdout.write(`config ${JSON.stringify([json('inputdataconfig.json'), json('resourceconfig.json')])}\n`)
for (const [channel, { TrainingInputMode }] of Object.entries(json('inputdataconfig.json') as unknown as Record<string, { TrainingInputMode: string }>)) {
  if (TrainingInputMode !== 'Pipe') continue
  for (let epoch = 0; epoch < Number(parameters.epochs ?? 1); epoch++) {
    process.stdout.write(`${channel} ${epoch}: ${JSON.stringify(readFileSync(join(root, 'input/data', `${channel}_${epoch}`), 'utf8'))}\n`)
  }
}
if (parameters.kill_on === host) process.kill(process.pid, 'SIGKILL')
if (!isOn(parameters.fail_on ?? parameters.kill_on)) await pause(60_000)
if (host !== 'algo-1') writeFileSync(join(root, `model/${host}.txt`), `${sizeOf(join(root, 'input/data/train'))} bytes`)
const goesOn = (round: number) => (parameters.until === undefined ? round < rounds : !existsSync(parameters.until))
for (let round = 0; goesOn(round); round++) {
  saveModel(round + 1)
  process.stdout.write(`[${round}]\ttrain-error:${(0.5 / (round + 1)).toFixed(5)}\n`)
  await pause(Number(parameters.pause_ms ?? 0))
}
if (parameters.output !== undefined) {
  mkdirSync(join(root, 'output/data'), { recursive: true })
  writeFileSync(join(root, 'output/data/notes.txt'), parameters.output)
  symlinkSync('/etc/passwd', join(root, 'model/link'))
}
if (parameters.failure !== undefined) writeFileSync(join(root, 'output/failure'), parameters.failure)
process.stdout.write('the last line has no newline')
process.exitCode = Number(parameters.exit_code ?? 0)
