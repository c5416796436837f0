/** "Create a new role" when a step of it is refused: the next try goes on with what is there, and gives the role what is chosen then. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GetPolicyCommand, GetPolicyVersionCommand, ListAttachedRolePoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import type { Page } from 'playwright-core'
import { fieldMessages } from '../../packages/console/src/pages/sagemaker/fields.messages.ts'
import { roleMessages } from '../../packages/console/src/pages/sagemaker/role/role.messages.ts'
import { type Console, startConsole, withoutBrowser } from './browser.ts'

let opened: Console | undefined
before(async () => {
  if (withoutBrowser) return
  opened = await startConsole()
})
after(() => opened?.close())

const REFUSED = 'Not now.'
const REFUSAL = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${REFUSED}</Message></Error></ErrorResponse>`

/** Refuses those calls of AttachRolePolicy whose numbers are given; the others arrive. */
async function refuseAttachments(page: Page, numbers: readonly number[]): Promise<void> {
  let count = 0
  await page.route('**/*', (route) => {
    if (!route.request().postData()?.includes('Action=AttachRolePolicy')) return route.fallback()
    return numbers.includes(++count) ? route.fulfill({ status: 403, contentType: 'text/xml', body: REFUSAL }) : route.fallback()
  })
}

test('a role that was made halfway is finished by the next try', { skip: withoutBrowser }, async () => {
  const { server, url, open } = opened as Console
  const { iam } = server.clients
  const { page } = await open('en')
  const texts = roleMessages.en
  // The first try ends without any policy, the second without the attachment of the policy for buckets.
  await refuseAttachments(page, [1, 3])
  await page.goto(`${url}/sagemaker/notebook-instances/create`)
  await page.getByRole('button', { name: fieldMessages.en.iamRole }).click()
  await page.getByRole('option', { name: fieldMessages.en.newRole }).click()
  const dialog = page.getByRole('dialog')
  const create = dialog.getByRole('button', { name: texts.create, exact: true })
  const refused = () => dialog.getByText(REFUSED).waitFor()
  await create.click()
  await refused()
  const answered = page.waitForResponse((response) => response.request().postData()?.includes('Action=CreatePolicy') ?? false)
  await create.click()
  await answered
  await refused()
  await dialog.getByRole('radio', { name: texts.specific }).check()
  await dialog.getByRole('textbox', { name: texts.specific }).fill('only-this')
  await create.click()
  await page.getByText(texts.created).waitFor()
  const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: '/service-role/' }))
  assert.equal(Roles.length, 1)
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: Roles[0]?.RoleName }))
  const own = AttachedPolicies.find(({ PolicyArn }) => !PolicyArn?.startsWith('arn:aws:iam::aws:'))
  assert.deepEqual([AttachedPolicies.length, own !== undefined], [2, true])
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: own?.PolicyArn }))
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: own?.PolicyArn, VersionId: Policy?.DefaultVersionId }))
  const { Statement } = JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')) as { Statement: { Resource: string[] }[] }
  assert.deepEqual(
    Statement.map(({ Resource }) => Resource),
    [['arn:aws:s3:::only-this'], ['arn:aws:s3:::only-this/*']],
  )
  await page.context().close()
})
