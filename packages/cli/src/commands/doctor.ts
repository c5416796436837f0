import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { computeLimits } from '../../../server/src/compute/limits.ts'
import { findBubblewrap, probeBubblewrap } from '../../../server/src/compute/process/probe-bubblewrap.ts'
import { gatewaySocketPath } from '../../../server/src/compute/process/socket-directory.ts'
import type { Config } from '../../../server/src/config.ts'
import type { Command } from '../command.ts'
import { sdkSupport } from '../sdk-editions.ts'
import { runningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { style } from '../terminal/style.ts'
import { exitCodes } from '../usage.ts'

interface Finding {
  readonly name: string
  /** `missing` means that something of Kenja's main job cannot work. */
  readonly state: 'fine' | 'limited' | 'missing'
  readonly found: string
  readonly means: string
}

/** The first run needs about so much in the cache: the notebook environment, libxgboost, compiled code. */
const NEEDED_GIB = 2

export const command: Command = {
  summary: 'say what this machine has and what that means',
  help: `
Usage: ./kenja doctor [--json]

Looks at Node, Python, bubblewrap, disk, memory and the port. Exit code 1 when something that the tutorial needs is missing.
`,
  async run(flags) {
    const config = settings(flags)
    const findings = [
      nodeFinding(),
      pythonFinding(),
      sdkFinding(),
      kernelFinding(),
      await sandboxFinding(config),
      clientFinding(),
      diskFinding(config),
      machineFinding(),
      await portFinding(config),
    ]
    if (flags.json) process.stdout.write(`${JSON.stringify(findings)}\n`)
    else for (const finding of findings) process.stdout.write(line(finding))
    return findings.some(({ state }) => state === 'missing') ? exitCodes.failed : exitCodes.done
  },
}

const marks = { fine: style.green('✓'), limited: style.yellow('•'), missing: style.red('✗') } as const

const line = ({ name, state, found, means }: Finding) => `${marks[state]} ${style.bold(name)}: ${found}\n    ${style.dim(means)}\n`

function nodeFinding(): Finding {
  return { name: 'Node.js', state: 'fine', found: `${process.versions.node} (${process.platform}-${process.arch})`, means: 'runs the platform' }
}

function firstLine(command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? (stdout || stderr).trim().split('\n', 1)[0] : undefined
}

/** Source for the range: docs/clients.md, where each was tried. */
function pythonFinding(): Finding {
  const tried = ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3', '/usr/bin/python3']
  const versions = tried.flatMap((name) => firstLine(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']) ?? [])
  const fit = versions.find((version) => /^3\.1[0-3]$/.test(version))
  if (fit) return { name: 'Python', state: 'fine', found: fit, means: 'notebooks: their environment is made with it (3.10 – 3.13 work)' }
  const found = versions.length > 0 ? `only ${[...new Set(versions)].join(', ')}` : 'not found'
  return {
    name: 'Python',
    state: 'missing',
    found,
    means: 'notebooks need Python 3.10 – 3.13 (Debian, Ubuntu: apt install python3 python3-venv). Everything else works without',
  }
}

/** Of the Python that a person gets by typing python3: what they would install the SDK into. */
function sdkFinding(): Finding {
  const name = 'SageMaker SDK'
  const python = firstLine('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])
  if (!python) return { name, state: 'limited', found: 'there is no python3', means: 'notebook instances need one too; everything but Python works without' }
  const { works, fails } = sdkSupport(python)
  const means = `outside notebooks, with eval "$(./kenja env --proxy)": ${works.join('; ') || 'no edition was tried with this Python'}`
  return {
    name,
    state: fails.length > 0 ? 'limited' : 'fine',
    found: `python3 is ${python}${fails.length > 0 ? `: ${fails.join('; ')}` : ''}`,
    means,
  }
}

/** Where Jupyter looks for kernels of the machine; a notebook's sandbox has /usr as it is. */
const KERNEL_DIRECTORIES = ['/usr/local/share/jupyter/kernels', '/usr/share/jupyter/kernels'] as const

function kernelFinding(): Finding {
  const own = KERNEL_DIRECTORIES.flatMap((directory) => (existsSync(directory) ? readdirSync(directory) : [])).filter((name) => name !== 'python3')
  return {
    name: 'Kernels',
    state: 'fine',
    found: ['conda_python3', ...new Set(own)].join(', '),
    means: `notebooks also offer every kernel in ${KERNEL_DIRECTORIES.join(' and ')} whose program lies below /usr. R on Debian or Ubuntu: apt install r-cran-irkernel`,
  }
}

const PLAIN = 'jobs and notebooks run as plain processes, which can read what you can read'

/** What a server with these settings would do: the driver's name, tried as the server tries it. */
async function sandboxFinding({ sandbox }: Config): Promise<Finding> {
  const name = 'Sandbox'
  if (sandbox === 'none') return { name, state: 'limited', found: 'driver none, as KENJA_SANDBOX or --sandbox says', means: PLAIN }
  const scratch = mkdtempSync(join(tmpdir(), 'kenja-doctor-'))
  try {
    const gatewaySocket = gatewaySocketPath(scratch)
    const { processes } = computeLimits
    const probe = await probeBubblewrap(scratch, { nodePath: process.execPath, gatewaySocket, port: () => 0, processes, socketDirectory: () => scratch })
    if (probe.works) {
      const version = firstLine(findBubblewrap() ?? 'bwrap', ['--version'])
      return {
        name,
        state: 'fine',
        found: `driver ${version ?? 'bubblewrap'}`,
        means: 'jobs and notebooks see their own files only, in a network of their own',
      }
    }
    if (sandbox === 'bubblewrap')
      return { name, state: 'missing', found: 'driver bubblewrap, as KENJA_SANDBOX or --sandbox says', means: `Kenja does not start: ${probe.reason}` }
    return { name, state: 'limited', found: 'driver none', means: `${PLAIN}: ${probe.reason}` }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function clientFinding(): Finding {
  const version = firstLine('aws', ['--version'])
  if (!version) return { name: 'AWS CLI', state: 'limited', found: 'not found', means: 'not needed by Kenja; pip install awscli brings one that works with it' }
  const [, major, minor, patch] = /aws-cli\/(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  const honours = Number(major) === 1 ? Number(minor) >= 29 : Number(minor) >= 13
  const means = honours ? 'works with eval "$(./kenja env)"' : 'is older than AWS_ENDPOINT_URL: give it --endpoint-url, or use --proxy'
  return { name: 'AWS CLI', state: honours ? 'fine' : 'limited', found: `${major}.${minor}.${patch}`, means }
}

function diskFinding(config: Config): Finding {
  let directory = config.cache
  while (!existsSync(directory)) directory = dirname(directory)
  const { bavail, bsize } = statfsSync(directory)
  const gib = (bavail * bsize) / 2 ** 30
  const state = gib >= NEEDED_GIB ? 'fine' : 'missing'
  return {
    name: 'Disk',
    state,
    found: `${gib.toFixed(1)} GiB free for ${config.cache}`,
    means: `the notebook environment and XGBoost take about ${NEEDED_GIB} GiB`,
  }
}

function machineFinding(): Finding {
  const found = `${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB memory`
  return { name: 'Machine', state: totalmem() >= 2 * 2 ** 30 ? 'fine' : 'limited', found, means: 'the tutorial takes about 1 GiB at its peak' }
}

async function portFinding(config: Config): Promise<Finding> {
  const server = await runningServer(config.home)
  if (server) return { name: 'Port', state: 'fine', found: `Kenja itself answers on ${server.port}`, means: './kenja down stops it' }
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(config.port, config.host, () => probe.close(() => resolve(true)))
  })
  if (free) return { name: 'Port', state: 'fine', found: `${config.port} is free`, means: 'Kenja will listen there, on this machine only' }
  return { name: 'Port', state: 'missing', found: `${config.port} is taken by another program`, means: 'choose another: --port N or KENJA_PORT=N' }
}
