/** The AWS SDK for Go v2 with nothing but `eval "$(./kenja env)"`. */
import { join } from 'node:path'
import { test } from 'node:test'
import { checkLanguageFlow } from '../../support/language-flow.ts'
import { type Build, builtProgram, type Tools } from '../../support/toolchain.ts'

const environment = ({ cache }: Tools) => ({ GOMODCACHE: join(cache, 'mod'), GOCACHE: join(cache, 'build'), GOFLAGS: '-mod=readonly -buildvcs=false' })

const build: Build = {
  language: 'Go',
  tools: [['go', 'version']],
  folder: import.meta.dirname,
  fetch(tools) {
    tools.run('go', ['mod', 'download'], { env: environment(tools) })
  },
  compile: (tools, into) => void tools.run('go', ['build', '-o', join(into, 'flow'), '.'], { env: environment(tools) }),
  command: (_tools, from) => [join(from, 'flow')],
}

test('AWS SDK for Go v2: role, S3, training, endpoint, deletion', { timeout: 1_800_000 }, (t) => checkLanguageFlow(t, 'go', 'Go', () => builtProgram(build)))
