/** Refuses what no driver could start, in plain sentences. */
import type { TaskSpec } from '../driver.ts'
import type { ComputeLimits } from '../limits.ts'

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/
const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/
const USER_NAME = /^[a-z_][a-z0-9_-]{0,31}$/

export function checkSpec(spec: TaskSpec, limits: ComputeLimits): void {
  const refuse = (sentence: string): never => {
    throw new Error(`The task ${spec.id} cannot be started: ${sentence}`)
  }
  const [program, ...rest] = spec.command
  if (!program || program.includes('=') || program.startsWith('-')) refuse('its command names no program.')
  if (rest.length >= limits.maxArguments) refuse(`its command has more than ${limits.maxArguments} words.`)
  const entries = Object.entries(spec.env)
  const odd = entries.find(([name]) => !VARIABLE.test(name))
  if (odd) refuse(`${JSON.stringify(odd[0])} is no name of an environment variable.`)
  if (entries.reduce((bytes, [name, value]) => bytes + name.length + Buffer.byteLength(value), 0) > limits.maxEnvironmentBytes)
    refuse(`its environment is over ${limits.maxEnvironmentBytes} bytes.`)
  if (spec.mounts.length > limits.maxMounts) refuse(`it has more than ${limits.maxMounts} mounts.`)
  const paths = [spec.workdir, spec.user.home, ...spec.mounts.flatMap((mount) => [mount.source, mount.target])]
  const relative = paths.find((path) => !path.startsWith('/'))
  if (relative !== undefined) refuse(`${JSON.stringify(relative)} is no absolute path.`)
  if (!HOST_NAME.test(spec.hostname)) refuse(`${JSON.stringify(spec.hostname)} is no host name.`)
  if (!USER_NAME.test(spec.user.name)) refuse(`${JSON.stringify(spec.user.name)} is no user name.`)
  if ([...spec.command, ...paths, ...entries.map(([, value]) => value)].some((text) => text.includes('\0')))
    refuse('a NUL character stands in its command, paths or environment.')
  if (/[:\n]/.test(spec.user.home)) refuse(`${JSON.stringify(spec.user.home)} cannot be a home directory.`)
}
