/** The AWS SDK for Java v2, by Maven, with nothing but `eval "$(./kenja env)"`. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { test } from 'node:test'
import { checkLanguageFlow } from '../../support/language-flow.ts'
import { type Build, builtProgram, type Tools } from '../../support/toolchain.ts'

const classPathFile = ({ cache }: Tools) => join(cache, 'class-path')
const classPath = (tools: Tools) => readFileSync(classPathFile(tools), 'utf8').trim()

/** Maven has no lock file of its own that its version 3.8 reads: `dependencies.lock` names every file that a class path may hold, by hash. */
function checkLock(tools: Tools): void {
  const found = classPath(tools)
    .split(delimiter)
    .map((jar) => `${createHash('sha256').update(readFileSync(jar)).digest('hex')}  ${basename(jar)}`)
    .sort()
    .join('\n')
  const locked = readFileSync(join(tools.folder, 'dependencies.lock'), 'utf8').trim()
  if (found !== locked) throw new Error(`Maven resolved other files than dependencies.lock names:\n${found}`)
}

const build: Build = {
  language: 'Java',
  tools: [
    ['java', '-version'],
    ['javac', '-version'],
    ['mvn', '--version'],
  ],
  folder: import.meta.dirname,
  fetch(tools) {
    const repository = `-Dmaven.repo.local=${join(tools.cache, 'repository')}`
    tools.run('mvn', ['--batch-mode', '--quiet', repository, 'dependency:build-classpath', `-Dmdep.outputFile=${classPathFile(tools)}`])
  },
  compile(tools, into) {
    checkLock(tools)
    tools.run('javac', ['-encoding', 'UTF-8', '-d', into, '-cp', classPath(tools), 'Flow.java', 'Objects.java', 'Json.java'])
    writeFileSync(join(into, 'class-path'), classPath(tools))
  },
  command: (_tools, from) => [
    'java',
    '-Dstdout.encoding=UTF-8',
    '-Dfile.encoding=UTF-8',
    '-cp',
    `${from}${delimiter}${readFileSync(join(from, 'class-path'), 'utf8')}`,
    'Flow',
  ],
}

test('AWS SDK for Java v2: role, S3, training, endpoint, deletion', { timeout: 1_800_000 }, (t) =>
  checkLanguageFlow(t, 'java', 'Java', () => builtProgram(build)),
)
