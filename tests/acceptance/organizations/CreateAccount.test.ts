/** Also DescribeCreateAccountStatus, ListCreateAccountStatus. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { GetRoleCommand, GetRolePolicyCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import { CreateAccountCommand, DescribeAccountCommand, ListTagsForResourceCommand } from '@aws-sdk/client-organizations'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { MANAGEMENT, startOrganization } from './room.ts'

const { server, organizations, settled, account, inside } = await startOrganization()

test('CreateAccount answers at once, and the account is there a moment later', async () => {
  const { CreateAccountStatus: asked } = await organizations.send(
    new CreateAccountCommand({ Email: 'first@example.com', AccountName: 'First', Tags: [{ Key: 'team', Value: 'x' }] }),
  )
  assert.match(asked?.Id ?? '', /^car-[a-z0-9]{8,32}$/)
  assert.equal(asked?.State, 'IN_PROGRESS')
  assert.equal(asked?.AccountId, undefined)
  const done = await settled(asked?.Id as string)
  assert.equal(done?.State, 'SUCCEEDED')
  assert.match(done?.AccountId ?? '', /^\d{12}$/)
  assert.ok((done?.CompletedTimestamp?.getTime() ?? 0) >= (done?.RequestedTimestamp?.getTime() ?? 0))
  const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: done?.AccountId }))
  assert.deepEqual([Account?.Email, Account?.Name, Account?.Status, Account?.JoinedMethod], ['first@example.com', 'First', 'ACTIVE', 'CREATED'])
  const { Tags } = await organizations.send(new ListTagsForResourceCommand({ ResourceId: done?.AccountId }))
  assert.deepEqual(Tags, [{ Key: 'team', Value: 'x' }])
})

test('the role in it: AdministratorAccess, and trust in the management account', async () => {
  const id = await account('second')
  const { iam, sts } = await inside(id)
  assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, id)
  assert.deepEqual(
    (await iam.send(new ListRolesCommand({}))).Roles?.map(({ Arn }) => Arn),
    [`arn:aws:iam::${id}:role/OrganizationAccountAccessRole`],
  )
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'OrganizationAccountAccessRole' }))
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as { Statement: { Principal: object }[] }
  assert.deepEqual(trust.Statement[0]?.Principal, { AWS: `arn:aws:iam::${MANAGEMENT}:root` })
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: 'OrganizationAccountAccessRole', PolicyName: 'AdministratorAccess' }))
  assert.match(decodeURIComponent(PolicyDocument ?? ''), /"Action":"\*","Resource":"\*"/)
})

test('the role has the name that was asked for, and lets in only whom the management account lets', async () => {
  const id = await account('third', { RoleName: 'Operators' })
  await inside(id, 'Operators')
  await assert.rejects(inside(id), { name: 'AccessDenied' })
  const nobody = server.clientsAs(await makeUser(server.clients.iam, 'nobody', allow('s3:*')))
  const assume = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/Operators`, RoleSessionName: 'visit' })
  await assert.rejects(nobody.sts.send(assume), { name: 'AccessDenied' })
})

test('an e-mail address belongs to one account: a used one is told in the status, not by an exception', async () => {
  for (const Email of ['first@example.com', 'FIRST@example.com', `root+${MANAGEMENT}@kenja.localhost`]) {
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ Email, AccountName: 'Again' }))
    const done = await settled(CreateAccountStatus?.Id as string)
    assert.deepEqual([done?.State, done?.FailureReason, done?.AccountId], ['FAILED', 'EMAIL_ALREADY_EXISTS', undefined])
  }
})

test('two at once for one address: one account', async () => {
  const ask = () => organizations.send(new CreateAccountCommand({ Email: 'race@example.com', AccountName: 'Race' }))
  const asked = await Promise.all([ask(), ask(), ask()])
  const states = await Promise.all(asked.map(async ({ CreateAccountStatus }) => (await settled(CreateAccountStatus?.Id as string))?.State))
  assert.deepEqual(states.sort(), ['FAILED', 'FAILED', 'SUCCEEDED'])
})

test('on record as AWS writes it: the address and the name as stars; the event stands in us-east-1', async () => {
  await account('recorded')
  const lookUp = new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateAccount' }] })
  const { Events } = await server.clients.cloudtrail.send(lookUp)
  const record = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}')
  assert.doesNotMatch(Events?.[0]?.CloudTrailEvent ?? '', /example\.com/)
  assert.deepEqual([record.eventSource, record.awsRegion, record.readOnly], ['organizations.amazonaws.com', 'us-east-1', false])
  assert.deepEqual([record.requestParameters.email, record.requestParameters.accountName], ['****', '****'])
  assert.deepEqual([record.responseElements.createAccountStatus.state, record.responseElements.createAccountStatus.accountName], ['IN_PROGRESS', '****'])
})

test('bad input', async () => {
  const create = (input: object) => organizations.send(new CreateAccountCommand({ Email: 'x@example.com', AccountName: 'X', ...input }))
  for (const Email of ['nobody', 'a@b', 'a b@example.com']) await assert.rejects(create({ Email }), { name: 'InvalidInputException' }, Email)
  await assert.rejects(create({ RoleName: 'a/b' }), { name: 'InvalidInputException' })
  await assert.rejects(create({ AccountName: '' }), { name: 'InvalidInputException' })
  await assert.rejects(
    create({
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    }),
    { name: 'InvalidInputException' },
  )
  const { organizations: ofNobody } = server.clientsAs(await makeUser(server.clients.iam, 'without-rights'))
  await assert.rejects(ofNobody.send(new CreateAccountCommand({ Email: 'y@example.com', AccountName: 'Y' })), {
    name: 'AccessDeniedException',
    message: /is not authorized to perform: organizations:CreateAccount on resource: \* because no identity-based policy allows/,
  })
})
