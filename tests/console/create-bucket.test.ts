/** A bucket that was made while one of its settings was refused: its page is shown, with the refusal; a second try could only say that it exists. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { bucketMessages } from '../../packages/console/src/pages/s3/bucket/bucket.messages.ts'
import { type Console, startConsole, withoutBrowser } from './browser.ts'

const BUCKET = 'half-made'
const REFUSED = 'Not this setting.'
let opened: Console | undefined
before(async () => {
  if (withoutBrowser) return
  opened = await startConsole()
})
after(() => opened?.close())

test('a bucket whose settings were refused is shown, with the refusal', { skip: withoutBrowser }, async () => {
  const { server, url, open } = opened as Console
  const { page } = await open('en')
  const texts = bucketMessages.en
  let refusals = 0
  await page.route('**/*publicAccessBlock*', (route) => {
    if (route.request().method() !== 'PUT') return route.fallback()
    refusals++
    return route.fulfill({ status: 403, contentType: 'application/xml', body: `<Error><Code>AccessDenied</Code><Message>${REFUSED}</Message></Error>` })
  })
  await page.goto(`${url}/s3/buckets/create`)
  await page.getByLabel(texts.name, { exact: true }).fill(BUCKET)
  await page.getByRole('button', { name: texts.create, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: BUCKET }).waitFor()
  await page.getByText(REFUSED).waitFor()
  assert.equal(refusals, 1)
  await server.clients.s3.send(new HeadBucketCommand({ Bucket: BUCKET }))
  await page.context().close()
})
