/** A real browser before a whole Kenja: the machine's Chromium, driven from outside. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildConsole } from '../../packages/console/build/build.ts'
import { appMessages } from '../../packages/console/src/app/app.messages.ts'
import { signInMessages } from '../../packages/console/src/app/sign-in.messages.ts'
import type { Language } from '../../packages/console/src/i18n/messages.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { hashPassword } from '../../packages/server/src/lib/password-hash.ts'
import { limits } from '../../packages/server/src/services/iam/limits.ts'
import { writeRootPassword } from '../../packages/server/src/store/root-password.ts'
import { type ServerOptions, startServer, type TestServer } from '../support/server.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
export const chromiumPath = PLACES.find((path) => existsSync(path))

/** For a test's `skip`: false, or why not. */
export const withoutBrowser =
  chromiumPath === undefined && 'NO CHROMIUM on this machine: the console is not tested (Debian: apt install chromium fonts-ipafont-gothic)'

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface Console {
  readonly server: TestServer
  readonly browser: Browser
  readonly url: string
  /** A page of its own, signed in or not; what it says to the browser's console as warning or error lands in `complaints`. */
  open(language: Language, options?: { readonly signedIn?: boolean }): Promise<Opened>
  close(): Promise<void>
}

export interface Opened {
  readonly page: Page
  readonly complaints: string[]
}

/** The bundle lies in the user's own cache: it is built once for all tests, and may be there already. */
export async function startConsole(options: ServerOptions = {}): Promise<Console> {
  const { cache } = readConfig()
  await buildConsole(cache, () => undefined)
  const server = await startServer({ ...options, config: { cache, describeWaitMs: 2_000, ...options.config } })
  const browser = await chromium.launch({ executablePath: chromiumPath as string, args: FLAGS })
  const url = `http://console.localhost:${server.port}`
  return {
    server,
    browser,
    url,
    async open(language, { signedIn = true } = {}) {
      const context = await browser.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-US', viewport: { width: 1400, height: 1000 } })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      if (signedIn) await signIn(page, url, server, language)
      return { page, complaints }
    },
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}

/** Root's password in tests that sign in with it. */
export const ROOT_PASSWORD = 'Correct-Horse-1'

/** As `./kenja password` does it. */
export async function giveRootPassword({ home }: Pick<TestServer, 'home'>): Promise<void> {
  writeRootPassword(home, { hash: await hashPassword(ROOT_PASSWORD, limits.passwordCost), setByHand: true, changedAt: new Date().toISOString() })
}

/** With the root's access key, as a person types it. */
export async function signIn(page: Page, url: string, { credentials }: Pick<TestServer, 'credentials'>, language: Language): Promise<void> {
  const texts = signInMessages[language]
  await page.goto(url)
  await page.getByRole('radio', { name: texts.key }).check()
  await page.getByLabel(texts.accessKeyId, { exact: true }).fill(credentials.accessKeyId)
  await page.getByLabel(texts.secretAccessKey, { exact: true }).fill(credentials.secretAccessKey)
  await page.getByRole('button', { name: texts.signIn }).click()
  await page.getByRole('heading', { level: 1, name: appMessages[language].homeTitle }).waitFor()
}
