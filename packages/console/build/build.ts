/**
 * Builds the console's bundle into `$KENJA_CACHE/console/<stamp>`: `node build.ts`. Progress goes to standard error, a line each.
 * Does nothing when the bundle is there. Two builds at once are fine: each writes a folder of its own, and the first one to be whole wins.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { type BundleFile, type BundleManifest, bundleDirectory, MANIFEST } from './bundle-directory.ts'
import { fontFiles } from './font-files.ts'

const root = resolve(import.meta.dirname, '..')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** Bundles of older sources that are kept: another checkout, or going back. */
const KEPT = 4

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  legalComments: 'none',
  metafile: true,
  write: true,
  // Only what is used of each package, whatever the machine's environment says.
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.woff2': 'file', '.svg': 'file' },
  entryNames: 'assets/[name]-[hash]',
  chunkNames: 'assets/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  plugins: [fontFiles],
  logLevel: 'silent',
}

/** @returns the bundle's folder. Rejects with the compiler's words. */
export async function buildConsole(cache: string, onLine: (line: string) => void): Promise<string> {
  const directory = bundleDirectory(cache)
  if (existsSync(join(directory, MANIFEST))) return directory
  const startedAt = performance.now()
  const made = `${directory}.${process.pid}`
  rmSync(made, { recursive: true, force: true })
  try {
    onLine('building the console (once; about ten seconds) …')
    const script = await build({ ...options, entryPoints: { console: 'src/main.tsx' }, outdir: made, splitting: true })
    // A bundler that splits scripts leaves the styles of later parts to their own files, which nobody would load: all styles are one file.
    const style = await build({ ...options, entryPoints: { console: 'src/main.tsx' }, outdir: join(made, 'styles') })
    const font = await build({ ...options, entryPoints: { 'japanese-font': 'src/app/japanese-font.css' }, outdir: made })
    keepStyles(made, `assets/japanese-font`)
    const first = firstLoads(script.metafile as Metafile, made)
    const css = nameOf(style.metafile as Metafile, 'console-', '.css')
    const fontCss = nameOf(font.metafile as Metafile, 'japanese-font-', '.css')
    writeFileSync(join(made, 'index.html'), page({ script: first[0] as string, preloads: first.slice(1), style: `/assets/${css}`, font: `/assets/${fontCss}` }))
    const manifest = compressAll(made, [...first, `/assets/${css}`])
    writeFileSync(join(made, MANIFEST), JSON.stringify(manifest))
    rmSync(directory, { recursive: true, force: true })
    renameSync(made, directory)
    onLine(`the console is built (${((performance.now() - startedAt) / 1000).toFixed(1)} s; ${kib(firstBytes(manifest))} KiB before its first page).`)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
  forgetOld(dirname(directory))
  return directory
}

const kib = (bytes: number) => Math.round(bytes / 1024)

/** Compressed bytes that a browser loads before the first route. */
export function firstBytes({ files, first }: BundleManifest): number {
  return files.filter(({ path }) => path === '/index.html' || first.includes(path)).reduce((sum, { br, bytes }) => sum + (br ?? bytes), 0)
}

/** The styles' build made scripts too, which nobody needs; fonts and styles join the others. */
function keepStyles(made: string, alone: string): void {
  const from = join(made, 'styles', 'assets')
  for (const name of readdirSync(join(made, 'assets'))) if (name.endsWith('.css') && !`assets/${name}`.startsWith(alone)) rmSync(join(made, 'assets', name))
  for (const name of readdirSync(from)) if (!name.endsWith('.js')) renameSync(join(from, name), join(made, 'assets', name))
  rmSync(join(made, 'styles'), { recursive: true })
}

const nameOf = (metafile: Metafile, start: string, extension: string): string =>
  basename(Object.keys(metafile.outputs).find((name) => name.endsWith(extension) && basename(name).startsWith(start)) as string)

/** The entry's script and all that it imports at once, entry first. */
function firstLoads({ outputs }: Metafile, made: string): string[] {
  const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === 'src/main.tsx' && name.endsWith('.js')) as string
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    for (const { path, kind } of outputs[name]?.imports ?? []) if (kind === 'import-statement') visit(path)
  }
  visit(entry)
  return [...found].map((name) => `/${resolve(root, name).slice(made.length + 1)}`)
}

interface Page {
  readonly script: string
  readonly preloads: readonly string[]
  readonly style: string
  /** The styles that name the Japanese font: a page that needs them adds them. */
  readonly font: string
}

const page = ({ script, preloads, style, font }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kenja</title>
<meta name="kenja-japanese-font" content="${font}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
${preloads.map((path) => `<link rel="modulepreload" href="${path}">\n`).join('')}<script type="module" src="${script}"></script>
</head>
<body><div id="root"></div><noscript>Kenja's console needs JavaScript. / Kenja のコンソールには JavaScript が必要です。</noscript></body>
</html>
`

function compressAll(made: string, first: readonly string[]): BundleManifest {
  const names = ['index.html', ...readdirSync(join(made, 'assets')).map((name) => `assets/${name}`)]
  return { first, files: names.map((name) => compress(made, name)) }
}

function compress(made: string, name: string): BundleFile {
  const file = join(made, name)
  const bytes = readFileSync(file)
  const about = { path: `/${name}`, type: TYPES[extname(name)] ?? 'application/octet-stream', bytes: bytes.length, sha256: sha256(bytes) }
  if (name.endsWith('.woff2')) return about
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  const gz = gzipSync(bytes, { level: 9 })
  writeFileSync(`${file}.br`, br)
  writeFileSync(`${file}.gz`, gz)
  return { ...about, br: br.length, gz: gz.length }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function forgetOld(directory: string): void {
  const builtAt = (name: string) => statSync(join(directory, name, MANIFEST)).mtimeMs
  const whole = readdirSync(directory).filter((name) => existsSync(join(directory, name, MANIFEST)))
  const old = whole.sort((a, b) => builtAt(b) - builtAt(a)).slice(KEPT)
  for (const name of old) rmSync(join(directory, name), { recursive: true, force: true })
}

if (import.meta.main) {
  const cache = process.env.KENJA_CACHE
  if (!cache) throw new Error('KENJA_CACHE names the folder to build into')
  mkdirSync(join(cache, 'console'), { recursive: true })
  try {
    await buildConsole(cache, (line) => process.stderr.write(`${line}\n`))
  } catch (error) {
    process.stderr.write(`the console could not be built: ${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
