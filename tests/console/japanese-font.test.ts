/** On a system without a Japanese font one comes along, in slices, of which only those are loaded whose characters are shown; elsewhere none is. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { signInMessages } from '../../packages/console/src/app/sign-in.messages.ts'
import { type Console, chromiumPath, FLAGS, startConsole, withoutBrowser } from './browser.ts'

/** A font with Latin letters only, so that it is the machine that has no Japanese one. */
const LATIN = '/usr/share/fonts/truetype/dejavu'
const SLICES = 120
const withoutLatin =
  !withoutBrowser &&
  !existsSync(LATIN) &&
  'There is no DejaVu font on this machine: the font that comes along is not tested (Debian: apt install fonts-dejavu-core)'

let opened: Console | undefined
let folder = ''
before(async () => {
  if (withoutBrowser) return
  folder = mkdtempSync(join(tmpdir(), 'kenja-fonts-'))
  opened = await startConsole()
})
after(async () => {
  await opened?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** A browser on a system that has these fonts and no others. */
async function browserWith(fonts: string): Promise<Browser> {
  const file = join(folder, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`)
  return chromium.launch({ executablePath: chromiumPath as string, args: FLAGS, env: { ...process.env, FONTCONFIG_FILE: file } })
}

/** Slices of the font that the sign-in page loads, in Japanese. */
async function slices(browser: Browser, url: string): Promise<string[]> {
  const context = await browser.newContext({ locale: 'ja-JP' })
  const page = await context.newPage()
  const loaded: string[] = []
  page.on('request', (request) => {
    if (/noto-sans-jp/.test(request.url())) loaded.push(request.url())
  })
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: signInMessages.ja.title }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready')
  await context.close()
  return loaded
}

test('without a Japanese font: some slices, far from all', { skip: withoutBrowser || withoutLatin }, async (t) => {
  const { url } = opened as Console
  const browser = await browserWith(LATIN)
  t.after(() => browser.close())
  const loaded = await slices(browser, url)
  t.diagnostic(`${loaded.length} of ${SLICES} slices`)
  assert.ok(loaded.length > 5 && loaded.length < SLICES / 2, String(loaded.length))
})

test('in English, or with a Japanese font: none', { skip: withoutBrowser || withoutLatin }, async (t) => {
  const { url, browser } = opened as Console
  const bare = await browserWith(LATIN)
  t.after(() => bare.close())
  const context = await bare.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: signInMessages.en.title }).waitFor()
  await page.waitForLoadState('networkidle')
  assert.deepEqual(
    asked.filter((address) => /japanese-font|noto-sans-jp/.test(address)),
    [],
  )
  // The machine's own browser: Debian's chromium comes with the fonts that tests of Japanese need.
  assert.deepEqual(await slices(browser, url), [])
})
