// Runs the hosts of one training job beside each other, inside the job's sandbox: a process each, with files, log and pipes of its own, one network for all.
//
//   run-hosts.mjs PLAN     PLAN: { command, hosts: [{ name, env, output?, pipes: [{ path, list, gzip }] }] }
//
// `output` is the host's log file (this program's own output without it); `path` a pipe's without its epoch, `list` a file of NUL-ended paths that it brings.
// A host that fails takes the others with it; the file PLAN.failed then has its name. SIGTERM is passed on to all hosts.
import { spawn, spawnSync } from 'node:child_process'
import { openSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'

const [planFile] = process.argv.slice(2)
const plan = JSON.parse(readFileSync(planFile, 'utf8'))
const feeders = new Set()
const running = new Map()
let exitCode = 0
let isOver = false
let isStopping = false
const STOP_TOGETHER_MS = 5_000

function killAll() {
  for (const child of running.values()) child.kill('SIGKILL')
}

/** A free port; taken by whoever asks for it next, which inside a sandbox nobody else does. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const makePipe = (path) => {
  const { status, stderr } = spawnSync('mkfifo', [path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the pipe ${path} cannot be made: ${stderr}`)
}

/** Each epoch's pipe is there before the one before it ends; opening it waits for its reader. */
function feed({ path, list, gzip }, epoch) {
  makePipe(`${path}_${epoch + 1}`)
  const feeder = spawn('/bin/sh', ['-c', `exec xargs -0 ${gzip ? 'gzip -dc' : 'cat'} <"$1" >"$2"`, 'feed', list, `${path}_${epoch}`], { stdio: 'ignore' })
  feeders.add(feeder)
  feeder.on('exit', () => {
    feeders.delete(feeder)
    if (!isOver) feed({ path, list, gzip }, epoch + 1)
  })
}

function end() {
  isOver = true
  for (const feeder of feeders) feeder.kill('SIGKILL')
  process.exit(exitCode)
}

function ended(name, code, signal) {
  running.delete(name)
  const status = signal ? 128 + (os.constants.signals[signal] ?? 0) : (code ?? 1)
  if (status !== 0 && exitCode === 0) {
    exitCode = status
    writeFileSync(`${planFile}.failed`, name)
    // A job that was told to stop ends by itself, unless one of its hosts waits for another that has gone.
    if (isStopping) setTimeout(killAll, STOP_TOGETHER_MS).unref()
    else killAll()
  }
  if (running.size === 0) end()
}

process.on('SIGTERM', () => {
  isStopping = true
  for (const child of running.values()) child.kill('SIGTERM')
})

const ports = [await freePort(), await freePort()]
const together = { KENJA_HOST_ADDRESS: '127.0.0.1', KENJA_HOST_PORTS: ports.join(',') }
const [program, ...args] = plan.command
for (const host of plan.hosts) {
  for (const pipe of host.pipes) {
    makePipe(`${pipe.path}_0`)
    feed(pipe, 0)
  }
}
for (const { name, env, output } of plan.hosts) {
  const out = output === undefined ? 'inherit' : openSync(output, 'a')
  const child = spawn(program, args, { env: { ...process.env, ...together, ...env }, stdio: ['ignore', out, out] })
  running.set(name, child)
  child.on('error', () => ended(name, 127, null))
  child.on('exit', (code, signal) => ended(name, code, signal))
}
