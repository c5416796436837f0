/** Plain processes: nothing is hidden, nothing is cut off. For machines without bubblewrap, and labelled so wherever isolation is named. */
import { existsSync } from 'node:fs'
import type { TaskSpec } from '../driver.ts'
import { entryWords, hostPath, type Launcher, quote } from './launch.ts'

export const plainLauncher: Launcher = {
  files(spec, directory) {
    const variables = Object.entries(spec.env).map(([name, value]) => `export ${name}=${quote(value)}`)
    const workdir = hostPath(spec.mounts, spec.workdir) ?? spec.workdir
    if (!existsSync(workdir)) throw new Error(`The working directory ${workdir} is not there.`)
    // The shim's own PATH must not leak; it is the only variable that the shim was started with.
    const lines = ['unset PATH', ...variables, `cd ${quote(workdir)}`, `exec /bin/sh ${quote(`${directory}/entry.sh`)} ${entryWords(spec)}`]
    return { 'launch.sh': `${lines.join('\n')}\n` }
  },

  pathInside(spec, target, socketDirectory) {
    const mounts: TaskSpec['mounts'] = [...spec.mounts, { source: socketDirectory, target: '/run/kenja', writable: true }]
    const path = hostPath(mounts, target)
    if (path === undefined)
      throw new Error(
        `Without a sandbox there is no ${target}: it lies in none of the task's mounts. Code that has such a path built in needs a sandbox (bubblewrap).`,
      )
    return path
  },
}
