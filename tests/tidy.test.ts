/** The rules of the house, so that a review need not look for them. What they mean stands in ARCHITECTURE.md. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '..')
const MAX_FILE_LINES = 400
/** Tracked files over this many bytes must be data that we mean to carry. */
const MAX_FILE_BYTES = 512 * 1024

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(join(root, file)))
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const code = tracked.filter((file) => /\.(ts|mts|tsx|mjs|py|sh)$|^kenja$|^\.ci\/run$/.test(file))
const typescript = tracked.filter((file) => /\.tsx?$/.test(file))
const isTest = (file: string) => file.startsWith('tests/') || /\.test\.ts$|conformance\.ts$/.test(file)
const inServer = (file: string) => file.startsWith('packages/server/src/')
const product = typescript.filter((file) => !isTest(file))

/** Fails with all offenders at once: one run, one list. */
function none(offenders: readonly string[], rule: string): void {
  assert.deepEqual(offenders, [], rule)
}

/** The lines of a file that match, as `file:line`, comments left out. */
function linesWith(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    text(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line.replace(/(^|\s)(\/\/|\*|\/\*).*$/, '')) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
}

interface Import {
  readonly from: string
  readonly to: string
}

const imports: Import[] = typescript.flatMap((file) =>
  [...text(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap((match) => {
    const target = match[1] as string
    if (target === '#wire') return [{ from: file, to: 'packages/wire/src/index.ts' }]
    if (target === '#frames') return [{ from: file, to: 'packages/frames/src/index.ts' }]
    return target.startsWith('.') ? [{ from: file, to: join(dirname(file), target) }] : [{ from: file, to: target }]
  }),
)
const show = ({ from, to }: Import) => `${from} → ${to}`

test('types: TypeScript, strict, without an error', () => {
  for (const project of [root, join(root, 'packages/console')]) {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], { encoding: 'utf8' })
    assert.equal(status, 0, stdout)
  }
})

test('lint and format: biome, without an exception', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--max-diagnostics=50', '.'], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout + stderr)
  // Looked for in comments, where such switches stand.
  none(
    typescript.filter((file) => file !== 'tests/tidy.test.ts' && /biome-ignore|@ts-ignore|@ts-nocheck|@ts-expect-error|eslint-disable/.test(text(file))),
    'no switch turns a rule off',
  )
})

test(`files have at most ${MAX_FILE_LINES} lines`, () => {
  none(
    code.flatMap((file) => {
      const lines = text(file).split('\n').length - 1
      return lines > MAX_FILE_LINES ? [`${file}: ${lines} lines`] : []
    }),
    'a longer file is two files',
  )
})

test('large files are data that is meant to be carried', () => {
  const meant = /^packages\/wire\/models\/|^samples\/data\/|^package-lock\.json$|\.lock$|requirements.*\.txt$/
  none(
    tracked.filter((file) => !meant.test(file) && readFileSync(join(root, file)).length > MAX_FILE_BYTES),
    'the repository stays small',
  )
})

test('a file is named after what it exports, in kebab case', () => {
  none(
    product.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/.test(basename(file))),
    'kebab-case',
  )
  const camel = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  none(
    operationFiles().filter((file) => !new RegExp(`export (async )?(const|function) ${camel(basename(file, '.ts'))}\\b`, 'i').test(text(file))),
    "an operation's file exports the operation",
  )
})

test('arrows: services know ports only, images never the server, the wire nothing of ours', () => {
  const room = (file: string) => /^packages\/server\/src\/services\/([^/]+)\//.exec(file)?.[1]
  const of = (pattern: RegExp) => (file: string) => pattern.test(file)
  const engineOrGateway = of(/^packages\/server\/src\/(engine|gateway|compute|app|main)/)
  const rules: Record<string, (entry: Import) => boolean> = {
    'a service never imports another': ({ from, to }) => room(from) !== undefined && room(to) !== undefined && room(from) !== room(to),
    'a service never imports the engine, the gateway or a driver': ({ from, to }) => room(from) !== undefined && engineOrGateway(to),
    'the gateway never imports a service or the engine': ({ from, to }) =>
      /\/gateway\//.test(from) && inServer(from) && (room(to) !== undefined || /\/engine\//.test(to)),
    'only app.ts names a concrete driver or store': ({ from, to }) =>
      inServer(from) && !/\/(app|main)\.ts$|\/compute\/|\/store\/|\/app\//.test(from) && /\/compute\/(?!driver\.ts)|\/store\/(?!migration\.ts)/.test(to),
    'images never import the server': ({ from, to }) => from.startsWith('images/') && to.startsWith('packages/server/'),
    'the wire imports nothing of ours': ({ from, to }) => from.startsWith('packages/wire/') && /^(packages|images|samples)\/(?!wire\/)/.test(to),
    'frames import nothing of ours': ({ from, to }) => from.startsWith('packages/frames/') && /^(packages|images|samples)\/(?!frames\/)/.test(to),
    'lib imports no room': ({ from, to }) => /^packages\/server\/src\/lib\//.test(from) && /^packages\/server\/src\/(?!lib\/|operation\.ts)/.test(to),
  }
  for (const [rule, broken] of Object.entries(rules)) none(imports.filter((entry) => !isTest(entry.from) && broken(entry)).map(show), rule)
})

test('the AWS SDK is types only on the server side', () => {
  none(linesWith(product.filter(inServer), /^import (?!type\b).*'@aws-sdk\//), 'import type')
})

test('SQL only in stores, HTTP only in the gateway, the environment only in config.ts, the clock only in lib/clock.ts', () => {
  const server = product.filter(inServer)
  const outside = (allowed: RegExp) => server.filter((file) => !allowed.test(file))
  none(linesWith(outside(/\.store\.ts$|\/store\//), /\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/), 'SQL stands in *.store.ts')
  none(linesWith(outside(/\/gateway\/|\/config\.ts$/), /from 'node:(http|https|tls)'/), 'HTTP stands in the gateway')
  none(linesWith(outside(/\/config\.ts$/), /process\.env\b/), 'settings come from config.ts')
  none(linesWith(outside(/\/lib\/clock\.ts$/), /\bDate\.now\(\)|new Date\(\)|performance\.now\(\)/), 'time comes from lib/clock.ts')
})

test('no leftovers, no skipped tests, no words of a workplace', () => {
  none(
    code.filter((file) => file !== 'tests/tidy.test.ts' && /\b(TODO|FIXME|XXX|HACK)\b|not implemented yet/.test(text(file))),
    'finish it or say so in the issue',
  )
  none(linesWith(typescript.filter(isTest), /\b(test|it|describe)\.(only|skip)\(/), 'a test runs or is gone')
  const prose = tracked.filter(
    (file) =>
      /\.(ts|mjs|py|sh|md|json|ipynb|yaml|yml)$|^kenja$|^\.ci\/run$/.test(file) && file !== 'tests/tidy.test.ts' && !file.startsWith('packages/wire/models/'),
  )
  const banned = /\/root\/|\/work\/(main|shared)|\.library\/|registry\.npmjs|pypi\.org|files\.pythonhosted|repo1?\.maven|crates\.io/
  none(
    prose.filter((file) => banned.test(text(file))),
    'no path of one machine, no address of a registry',
  )
})

/** `services/<service>/<resource>/<operation>.ts` as `operations.ts` lists them. */
function operationFiles(): string[] {
  return tracked
    .filter((file) => /^packages\/server\/src\/services\/[^/]+\/operations\.ts$/.test(file))
    .flatMap((file) => [...text(file).matchAll(/from '(\.\/[^']+)'/g)].map((match) => join(dirname(file), match[1] as string)))
}

test('every operation has an acceptance test of its name', () => {
  const missing = tracked
    .filter((file) => /^packages\/server\/src\/services\/[^/]+\/operations\.ts$/.test(file))
    .flatMap((file) => {
      const service = basename(dirname(file))
      const names = [...text(file).matchAll(/export \* as (\w+) from/g)].map((match) => match[1] as string)
      const tests = tracked.filter((name) => name.startsWith(`tests/acceptance/${service}/`)).map((name) => basename(name, '.test.ts'))
      return names.filter((name) => !tests.includes(name)).map((name) => `${service}: ${name}`)
    })
  none(missing, 'tests/acceptance/<service>/<Operation>.test.ts')
})

test('the two READMEs say the same: headings, code blocks and tables alike', () => {
  const shape = (file: string) => ({
    headings: text(file).match(/^#+ /gm),
    commands: [...text(file).matchAll(/```(?:sh|python)\n([\s\S]*?)```/g)].map((match) => (match[1] as string).replace(/#.*$/gm, '').trim()),
    rows: text(file).match(/^\|/gm)?.length,
  })
  assert.deepEqual(shape('README.ja.md'), shape('README.md'))
})

/** GitHub's name for a heading in an address. */
const anchorOf = (heading: string) =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')

test('documents: every relative link leads somewhere, every anchor to a heading', () => {
  const documents = tracked.filter((file) => file.endsWith('.md'))
  const prose = new Map(
    documents.map((file) => [
      file,
      text(file)
        .replace(/```[\s\S]*?```/g, '')
        .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, '')),
    ]),
  )
  const anchors = (file: string) => [...(prose.get(file) ?? '').matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1] as string))
  none(
    documents.flatMap((file) =>
      [...(prose.get(file) ?? '').matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].flatMap((match) => {
        const [path = '', anchor] = (match[1] as string).split('#')
        const target = path === '' ? file : join(dirname(file), path)
        const leads = existsSync(join(root, target)) && (anchor === undefined || !target.endsWith('.md') || anchors(target).includes(anchor))
        return leads ? [] : [`${file}: ${match[1]}`]
      }),
    ),
    'no dead links',
  )
})

test('docs/configuration.md names every setting, flag and variable', () => {
  const described = text('docs/configuration.md')
  const flags = [...text('packages/server/src/config.ts').matchAll(/(?:text|directory|whole|checked|oneOf)\((?:from, )?'([a-z-]+)'/g)].map(
    (match) => match[1] as string,
  )
  assert.ok(flags.length > 10)
  none(
    [...new Set(flags)].filter((flag) => !described.includes(`\`--${flag}\``) || !described.includes(`\`KENJA_${flag.toUpperCase().replaceAll('-', '_')}\``)),
    'every setting of config.ts',
  )
  const set = [...new Set(linesOfPrograms().flatMap((line) => line.match(/\bprocess\.env\.(KENJA_[A-Z0-9_]+)/)?.[1] ?? []))]
  none(
    set.filter((name) => !described.includes(`\`${name}\``)),
    'every variable that a program or a test of ours reads from a person',
  )
})

/** Without what the server gives to an image's program: that is the contract of images, not a setting. */
function linesOfPrograms(): string[] {
  const given = /KENJA_(IMAGE|OPT_ML|SERVE_SOCKET|MEMORY_BYTES|STATE)/
  return typescript.flatMap((file) => text(file).split('\n')).filter((line) => !given.test(line))
}

test('every package that we ship is explained in docs/dependencies.md, pinned exactly, under a licence we may ship', () => {
  const manifest = JSON.parse(text('package.json')) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  const explained = text('docs/dependencies.md')
  none(
    Object.keys(all).filter((name) => !explained.includes(`\`${name}\``)),
    'say why it is there',
  )
  none(
    Object.entries(all)
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name]) => name),
    'exact versions',
  )
  const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, { license?: string; dev?: boolean }> }
  const fine = /^(\(?(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|0BSD|MPL-2\.0|BlueOak-1\.0\.0|Python-2\.0|OFL-1\.1)( (OR|AND) )?)+\)?$/
  none(
    Object.entries(lock.packages)
      .filter(([path, entry]) => path && !entry.dev && entry.license && !fine.test(entry.license))
      .map(([path, entry]) => `${path}: ${entry.license}`),
    'licences',
  )
})
