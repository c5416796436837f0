/** The AWS SDK for Rust with nothing but `eval "$(./kenja env)"`. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkLanguageFlow } from '../../support/language-flow.ts'
import { type Build, builtProgram, type Tools } from '../../support/toolchain.ts'

const workspace = ({ cache }: Tools) => join(cache, 'workspace')

/**
 * Cargo's lock file names the registry in every entry, and this project names none: `Cargo.lock.pinned` has versions and checksums,
 * and the name is what this machine's own Cargo writes.
 */
function layWorkspace(tools: Tools): void {
  const place = workspace(tools)
  mkdirSync(place, { recursive: true })
  cpSync(join(tools.folder, 'src'), join(place, 'src'), { recursive: true })
  copyFileSync(join(tools.folder, 'Cargo.toml'), join(place, 'Cargo.toml'))
  tools.run('cargo', ['generate-lockfile', '--quiet'], { cwd: place })
  const source = /^source = .*$/m.exec(readFileSync(join(place, 'Cargo.lock'), 'utf8'))?.[0]
  if (source === undefined) throw new Error("Cargo's own lock file names no source")
  const pinned = readFileSync(join(tools.folder, 'Cargo.lock.pinned'), 'utf8')
  writeFileSync(join(place, 'Cargo.lock'), pinned.replaceAll(/^checksum = /gm, `${source}\nchecksum = `))
}

const build: Build = {
  language: 'Rust',
  tools: [
    ['cargo', '--version'],
    ['rustc', '--version'],
  ],
  folder: import.meta.dirname,
  fetch(tools) {
    layWorkspace(tools)
    tools.run('cargo', ['fetch', '--quiet', '--locked'], { cwd: workspace(tools) })
  },
  compile(tools, into) {
    const target = join(tools.cache, 'target')
    tools.run('cargo', ['build', '--quiet', '--locked', '--offline'], { cwd: workspace(tools), env: { CARGO_TARGET_DIR: target } })
    copyFileSync(join(target, 'debug', 'kenja-rust-client'), join(into, 'flow'))
  },
  command: (_tools, from) => [join(from, 'flow')],
}

test('AWS SDK for Rust: role, S3, training, endpoint, deletion', { timeout: 1_800_000 }, (t) => checkLanguageFlow(t, 'rust', 'Rust', () => builtProgram(build)))
