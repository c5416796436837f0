/** Abuse case 23: the same name created and deleted at the same time, by many, and with a kill -9 in between. One winner; the others are told so; nothing is half there. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  DetachRolePolicyCommand,
  GetUserCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam'
import { CreateBucketCommand, DeleteBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3'
import { CreateModelCommand, DeleteModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import { killableServer } from '../support/killable-server.ts'
import { trust } from '../support/policies.ts'
import { prepareAccount, ROLE, TOY } from '../support/sagemaker.ts'

const server = await killableServer()
after(() => server.end())
await prepareAccount(server.clients)

interface Kind {
  readonly create: () => Promise<unknown>
  readonly remove: () => Promise<unknown>
  readonly find: () => Promise<unknown>
  /** What the losers hear. */
  readonly there: RegExp
  readonly gone: RegExp
}

const kinds = (name: string): Readonly<Record<string, Kind>> => ({
  user: {
    create: () => server.clients.iam.send(new CreateUserCommand({ UserName: name })),
    remove: () => server.clients.iam.send(new DeleteUserCommand({ UserName: name })),
    find: () => server.clients.iam.send(new GetUserCommand({ UserName: name })),
    there: /^EntityAlreadyExistsException$/,
    gone: /^NoSuchEntityException$/,
  },
  model: {
    create: () => server.clients.sagemaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY } })),
    remove: () => server.clients.sagemaker.send(new DeleteModelCommand({ ModelName: name })),
    find: () => server.clients.sagemaker.send(new DescribeModelCommand({ ModelName: name })),
    there: /^(ResourceInUse|ValidationException)$/,
    gone: /^ValidationException$/,
  },
  bucket: {
    create: () => server.clients.s3.send(new CreateBucketCommand({ Bucket: name })),
    remove: () => server.clients.s3.send(new DeleteBucketCommand({ Bucket: name })),
    find: () => server.clients.s3.send(new HeadBucketCommand({ Bucket: name })),
    // In us-east-1 the owner's second CreateBucket is answered like the first.
    there: /^(BucketAlreadyOwnedByYou|BucketAlreadyExists)$/,
    gone: /^(NoSuchBucket|NotFound)$/,
  },
})

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.name,
  )

test('twenty at once: one creates, one deletes', async () => {
  for (const [kind, { create, remove, find, there, gone }] of Object.entries(kinds('contended'))) {
    const created = await Promise.all(Array.from({ length: 20 }, () => outcome(create())))
    const winners = created.filter((result) => result === 'done').length
    assert.ok(kind === 'bucket' ? winners >= 1 : winners === 1, `${kind}: ${created}`)
    for (const result of created) if (result !== 'done') assert.match(result, there, kind)
    assert.equal(await outcome(find()), 'done')
    const removed = await Promise.all(Array.from({ length: 20 }, () => outcome(remove())))
    assert.equal(removed.filter((result) => result === 'done').length, 1, `${kind}: ${removed}`)
    for (const result of removed) if (result !== 'done') assert.match(result, gone, kind)
    assert.match(await outcome(find()), gone, kind)
  }
})

test('created and deleted in turn by several: each answer is one that the order allows', async () => {
  for (const [kind, { create, remove, there, gone }] of Object.entries(kinds('in-turn'))) {
    const results = await Promise.all(Array.from({ length: 40 }, (_, number) => outcome(number % 2 === 0 ? create() : remove())))
    for (const result of results) assert.ok(result === 'done' || there.test(result) || gone.test(result), `${kind}: ${result}`)
    await remove().catch(() => undefined)
  }
})

test('killed in between: what was acknowledged is true afterwards, and its name can be used again', async () => {
  for (let round = 0; round < 2; round++) {
    const finished = new Set<string>()
    let killing: Promise<void> | undefined
    const running = Object.entries(kinds(`killed-${round}`)).map(async ([kind, { create, remove }]) => {
      for (;;) {
        if ((await outcome(create())) !== 'done') return
        if ((await outcome(remove())) !== 'done') return
        finished.add(kind)
        if (finished.size === 3) killing ??= server.kill()
      }
    })
    await Promise.all(running)
    await killing
    await server.start()
    for (const [kind, { create, remove, find, gone }] of Object.entries(kinds(`killed-${round}`))) {
      // The last call was cut off: it counts or it does not, and nothing in between.
      if ((await outcome(find())) === 'done') await remove()
      assert.match(await outcome(find()), gone, kind)
      await create()
      assert.equal(await outcome(find()), 'done', kind)
    }
  }
})

test('policies attached and detached by many at once: what is answered is what is there', async () => {
  const { iam } = server.clients
  await iam.send(new CreateRoleCommand({ RoleName: 'contended', AssumeRolePolicyDocument: trust() }))
  const policies = ['AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess', 'IAMFullAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'CloudWatchLogsFullAccess']
  const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`
  await Promise.all(policies.flatMap((name) => [1, 2, 3].map(() => iam.send(new AttachRolePolicyCommand({ RoleName: 'contended', PolicyArn: arn(name) })))))
  const attached = async () =>
    (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'contended' }))).AttachedPolicies?.map(({ PolicyName }) => PolicyName).sort()
  assert.deepEqual(await attached(), [...policies].sort())
  const detached = await Promise.all(
    policies
      .slice(0, 3)
      .flatMap((name) => [1, 2, 3].map(() => outcome(iam.send(new DetachRolePolicyCommand({ RoleName: 'contended', PolicyArn: arn(name) }))))),
  )
  assert.equal(detached.filter((result) => result === 'done').length, 3)
  assert.deepEqual(await attached(), policies.slice(3).sort())
})
