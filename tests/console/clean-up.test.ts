/** What the clean-up page does not claim: that nothing is billed, while it may not look everywhere; and what goes along with what was chosen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateEndpointConfigCommand, CreateModelCommand, ListEndpointConfigsCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { commonMessages } from '../../packages/console/src/i18n/common.messages.ts'
import { cleanUpMessages } from '../../packages/console/src/pages/clean-up/clean-up.messages.ts'
import { makeUser } from '../support/identities.ts'
import { allow } from '../support/policies.ts'
import { prepareAccount, ROLE, TOY } from '../support/sagemaker.ts'
import { type Console, signIn, startConsole, withoutBrowser } from './browser.ts'

let opened: Console | undefined
before(async () => {
  if (withoutBrowser) return
  opened = await startConsole()
  const { clients } = opened.server
  await prepareAccount(clients)
  await clients.sagemaker.send(new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY } }))
  const ProductionVariants = [{ VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.xlarge' as const, InitialInstanceCount: 1 }]
  await clients.sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'c', ProductionVariants }))
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/sagemaker/Endpoints/e' }))
})
after(() => opened?.close())

test('someone who may not list everything is told so, and not that nothing is billed', { skip: withoutBrowser }, async () => {
  const { server, url, open } = opened as Console
  const credentials = await makeUser(server.clients.iam, 'watcher', allow(['sagemaker:List*', 'sagemaker:Describe*']))
  const { page } = await open('ja', { signedIn: false })
  await signIn(page, url, { credentials }, 'ja')
  await page.goto(`${url}/clean-up`)
  const texts = cleanUpMessages.ja
  await page.getByText(texts.notSeen, { exact: true }).waitFor()
  await page.getByText(new RegExp(`${texts.bucket} \\(AccessDenied\\)`)).waitFor()
  await page.getByRole('link', { name: 'c', exact: true }).waitFor()
  assert.equal(await page.getByText(texts.nothingLeft, { exact: true }).count(), 0)
  await page.context().close()
})

test('what uses the chosen thing goes first, and is named before', { skip: withoutBrowser }, async () => {
  const { server, url, open } = opened as Console
  const { page } = await open('en')
  await page.goto(`${url}/clean-up`)
  const texts = cleanUpMessages.en
  await page.getByRole('checkbox', { name: commonMessages.en.select(`${texts.model} m`), exact: true }).check()
  await page.getByRole('button', { name: texts.deleteSelected, exact: true }).click()
  const dialog = page.getByRole('dialog')
  assert.deepEqual(await dialog.getByRole('listitem').allTextContents(), [`${texts.endpointConfig} c (${texts.alsoGoes})`, `${texts.model} m`])
  await dialog.getByRole('textbox').fill(texts.permanently)
  await dialog.getByRole('button', { name: texts.deleteSelected, exact: true }).click()
  await page.getByRole('heading', { level: 2, name: texts.finished }).waitFor()
  const { EndpointConfigs } = await server.clients.sagemaker.send(new ListEndpointConfigsCommand({}))
  const { Models } = await server.clients.sagemaker.send(new ListModelsCommand({}))
  assert.deepEqual([EndpointConfigs, Models], [[], []])
  // The bucket of the test still holds two objects: that is billed, and said.
  await page.getByText(texts.somethingLeft, { exact: true }).waitFor()
  await page.context().close()
})
