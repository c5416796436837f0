import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from './environment.ts'

/** Compiles everything once, at the lowest priority, under a kernel lock that a dying compiler gives back; the mark is set only after the whole. */
const PROGRAM = `
import compileall, fcntl, os, sys
root, mark = sys.argv[1:]
os.nice(19)
lock = open(mark + ".lock", "w")
fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
if not os.path.exists(mark):
    compileall.compile_dir(root, quiet=2, workers=1)
    open(mark, "w").close()
`

/**
 * Starts to compile the environment's Python files and does not wait: half a minute of one core, after which imports take half as long.
 * A sandbox shows the environment read-only, so no import can do it by the way. In CI nothing lives long enough to gain by it.
 */
export function compileBytecode({ directory, python }: Environment): void {
  const mark = join(directory, 'bytecode')
  if (process.env.CI || existsSync(mark)) return
  const nothing = openSync('/dev/null', 'r+')
  const child = spawn(python, ['-I', '-c', PROGRAM, join(directory, 'lib'), mark], { detached: true, stdio: [nothing, nothing, nothing], cwd: '/' })
  child.once('error', () => undefined)
  child.unref()
  closeSync(nothing)
}
