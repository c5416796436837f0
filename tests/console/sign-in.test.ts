/** The way in, as people type it: root, a user with a code, a password that must be changed, a role that is switched to, and out again for good. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateLoginProfileCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Page } from 'playwright-core'
import { appMessages } from '../../packages/console/src/app/app.messages.ts'
import { signInMessages } from '../../packages/console/src/app/sign-in.messages.ts'
import type { Language } from '../../packages/console/src/i18n/messages.ts'
import { makeRole, makeUser } from '../support/identities.ts'
import { enabledDevice } from '../support/mfa.ts'
import { allow, trust } from '../support/policies.ts'
import { ACCOUNT } from '../support/server.ts'
import { type Console, giveRootPassword, ROOT_PASSWORD, startConsole, withoutBrowser } from './browser.ts'

const PASSWORD = 'Correct-Horse-1'
let opened: Console | undefined
before(async () => {
  if (withoutBrowser) return
  opened = await startConsole()
  await giveRootPassword(opened.server)
})
after(() => opened?.close())

const home = (page: Page, language: Language) => page.getByRole('heading', { level: 1, name: appMessages[language].homeTitle }).waitFor()
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
const press = (page: Page, language: Language) => page.getByRole('button', { name: signInMessages[language].signIn, exact: true }).click()
const account = (page: Page, language: Language) => page.getByRole('button', { name: new RegExp(`^${appMessages[language].account}`) })

async function typeUser(page: Page, language: Language, userName: string, password = PASSWORD): Promise<void> {
  const texts = signInMessages[language]
  await page.getByRole('radio', { name: texts.user }).check()
  await fill(page, texts.userName, userName)
  await fill(page, texts.password, password)
  await press(page, language)
}

interface Kept {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

async function kept(page: Page): Promise<Kept> {
  const { accessKeyId, secretAccessKey, sessionToken } = JSON.parse((await page.evaluate(`sessionStorage.getItem('kenja.session')`)) as string) as Kept
  return { accessKeyId, secretAccessKey, sessionToken }
}

for (const language of ['en', 'ja'] as const) {
  const texts = signInMessages[language]

  test(`root with a password; out again, also on the server (${language})`, { skip: withoutBrowser }, async () => {
    const { server, url, open } = opened as Console
    const { page, complaints } = await open(language, { signedIn: false })
    await page.goto(url)
    await page.getByRole('radio', { name: texts.root }).check()
    await fill(page, texts.password, 'wrong')
    await press(page, language)
    await page.getByText(texts.passwordWrong).waitFor()
    await fill(page, texts.password, ROOT_PASSWORD)
    await press(page, language)
    await home(page, language)
    const credentials = await kept(page)
    assert.equal((await server.clientsAs(credentials).sts.send(new GetCallerIdentityCommand({}))).Arn, `arn:aws:iam::${ACCOUNT}:root`)
    const told = page.waitForResponse((response) => response.url().endsWith('/_kenja/sign-out'))
    await account(page, language).click()
    await page.getByRole('menuitem', { name: appMessages[language].signOut }).click()
    assert.equal((await told).status(), 200)
    await page.getByRole('heading', { level: 1, name: texts.title }).waitFor()
    await assert.rejects(server.clientsAs(credentials).sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
    // The refused try is an answer 403, which the browser notes.
    assert.deepEqual(
      complaints.filter((text) => !/status of 403/.test(text)),
      [],
    )
    await page.context().close()
  })

  test(`a user: the code is asked for, a role is switched to and back (${language})`, { skip: withoutBrowser }, async () => {
    const { server, url, open } = opened as Console
    const { iam } = server.clients
    const user = await makeUser(iam, `carol-${language}`, allow('sts:AssumeRole'))
    await iam.send(new CreateLoginProfileCommand({ UserName: `carol-${language}`, Password: PASSWORD }))
    const device = await enabledDevice(iam, `phone-${language}`, `carol-${language}`)
    await makeRole(iam, `reader-${language}`, trust({ AWS: user.arn }))
    const { page } = await open(language, { signedIn: false })
    await page.goto(`${url}/s3/buckets`)
    await typeUser(page, language, `carol-${language}`)
    await page.getByRole('heading', { level: 1, name: texts.mfaTitle }).waitFor()
    await fill(page, texts.mfaCode, '000000')
    await press(page, language)
    await page.getByText(texts.passwordWrong).waitFor()
    await fill(page, texts.mfaCode, device.code(Date.now()))
    await press(page, language)
    await page.getByRole('button', { name: `carol-${language}` }).click()
    await page.getByRole('menuitem', { name: appMessages[language].switchRole }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(appMessages[language].roleName, { exact: true }).fill(`reader-${language}`)
    await dialog.getByRole('button', { name: appMessages[language].switchRole, exact: true }).click()
    await home(page, language)
    const switched = await kept(page)
    const { Arn = '' } = await server.clientsAs(switched).sts.send(new GetCallerIdentityCommand({}))
    assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/reader-${language}/carol-${language}`)
    await account(page, language).click()
    await page.getByRole('menuitem', { name: appMessages[language].switchBack }).click()
    await page.waitForFunction(`!JSON.parse(sessionStorage.getItem('kenja.session')).from`)
    assert.equal((await server.clientsAs(await kept(page)).sts.send(new GetCallerIdentityCommand({}))).Arn, user.arn)
    await page.context().close()
  })

  test(`a password that must be changed; the policy's refusal is shown (${language})`, { skip: withoutBrowser }, async () => {
    const { server, url, open } = opened as Console
    const { iam } = server.clients
    const UserName = `dave-${language}`
    await makeUser(iam, UserName)
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: PASSWORD, PasswordResetRequired: true }))
    const { page } = await open(language, { signedIn: false })
    await page.goto(url)
    await typeUser(page, language, UserName)
    await page.getByRole('heading', { level: 1, name: texts.changeTitle }).waitFor()
    await fill(page, texts.newPassword, 'short')
    await fill(page, texts.repeatPassword, 'shorter')
    await press(page, language)
    await page.getByText(texts.different).waitFor()
    await fill(page, texts.repeatPassword, 'short')
    await press(page, language)
    await page.getByText(texts.policy).waitFor()
    await fill(page, texts.newPassword, 'Correct-Horse-2')
    await fill(page, texts.repeatPassword, 'Correct-Horse-2')
    await press(page, language)
    await home(page, language)
    await page.context().close()
  })
}
