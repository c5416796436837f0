/**
 * The console's first page on a cold cache over loopback, against a floor in the same browser: a page that is nothing but Cloudscape's application layout
 * with a heading, built and served alike. The size before the first route is a plain number: at most 400 KiB compressed.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { firstBytes } from '../../packages/console/build/build.ts'
import { type BundleManifest, bundleDirectory, MANIFEST } from '../../packages/console/build/bundle-directory.ts'
import { fontFiles } from '../../packages/console/build/font-files.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { startConsole, withoutBrowser } from '../console/browser.ts'
import { alternate, median, printTable, ratio } from './measure.ts'

const ROUNDS = 9
const KIB = 1024
const MOST_FIRST_BYTES = 400 * KIB
/** A layout alone has no session, no texts in two languages, no form. */
const MOST_RATIO = 2

const FLOOR = `
import '@cloudscape-design/global-styles/index.css'
import AppLayout from '@cloudscape-design/components/app-layout'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import TopNavigation from '@cloudscape-design/components/top-navigation'
import { createRoot } from 'react-dom/client'

const page = <ContentLayout header={<Header variant="h1">Floor</Header>}>text</ContentLayout>
createRoot(document.getElementById('root')).render(<><TopNavigation identity={{ href: '/', title: 'Floor' }} /><AppLayout navigationHide toolsHide content={page} /></>)
`

interface Floor {
  readonly url: string
  readonly bytes: number
}

/** Builds the floor's page and serves it as the gateway serves the console: compressed, from memory. */
async function startFloor(t: TestContext): Promise<Floor> {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-floor-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(directory, 'node_modules'))
  mkdirSync(join(directory, 'out'))
  writeFileSync(join(directory, 'floor.jsx'), FLOOR)
  const { outputFiles } = await build({
    absWorkingDir: directory,
    entryPoints: ['floor.jsx'],
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file' },
    plugins: [fontFiles],
    logLevel: 'silent',
  })
  const html = '<!doctype html><link rel="stylesheet" href="/floor.css"><script type="module" src="/floor.js"></script><div id="root"></div>'
  const files = new Map([['/', { type: 'text/html', body: brotliCompressSync(html) }]])
  for (const { path, contents } of outputFiles) {
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'font/woff2'
    files.set(path.slice(join(directory, 'out').length), { type, body: brotliCompressSync(contents) })
  }
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br' }).end(file.body)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const bytes = ['/', '/floor.js', '/floor.css'].reduce((sum, path) => sum + (files.get(path)?.body.length ?? 0), 0)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bytes }
}

/** From the address to the heading, with nothing in the cache. */
async function firstPage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const startedAt = performance.now()
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const took = performance.now() - startedAt
  await context.close()
  return took
}

test(`the console's first page: at most ${MOST_RATIO} times a bare layout's time, at most 400 KiB`, { skip: withoutBrowser, timeout: 300_000 }, async (t) => {
  const console = await startConsole()
  t.after(() => console.close())
  const floor = await startFloor(t)
  await firstPage(console.browser, console.url)
  await firstPage(console.browser, floor.url)
  const results = await alternate(ROUNDS, {
    console: () => firstPage(console.browser, console.url),
    floor: () => firstPage(console.browser, floor.url),
  })
  const { files, first } = JSON.parse(readFileSync(join(bundleDirectory(readConfig().cache), MANIFEST), 'utf8')) as BundleManifest
  const ours = firstBytes({ files, first })
  const times = ratio(results.console, results.floor)
  printTable(
    t,
    'First page on a cold cache',
    ['', 'usable after (ms, median)', 'before the first route (KiB, brotli)'],
    [
      ['console: sign-in', Math.round(median(results.console)), Math.round(ours / KIB)],
      ['floor: a bare layout', Math.round(median(results.floor)), Math.round(floor.bytes / KIB)],
      ['ratio', times.toFixed(2), (ours / floor.bytes).toFixed(2)],
    ],
  )
  assert.ok(times <= MOST_RATIO, `${times.toFixed(2)} times as long as a bare layout`)
  assert.ok(ours <= MOST_FIRST_BYTES, `${Math.round(ours / KIB)} KiB`)
})
