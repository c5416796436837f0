/** A repository behind a password: Git in a notebook instance gets it from Secrets Manager, with the rights of the instance's role, and keeps it nowhere. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CreateCodeRepositoryCommand,
  CreateNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  UpdateCodeRepositoryCommand,
  waitUntilNotebookInstanceInService,
} from '@aws-sdk/client-sagemaker'
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager'
import { readConfig } from '../../../packages/server/src/config.ts'
import { openCertificateAuthority } from '../../../packages/server/src/gateway/certificate-authority.ts'
import { systemClock } from '../../../packages/server/src/lib/clock.ts'
import { prepareEnvironment } from '../../support/notebook-visitor.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const PASSWORD = 'a-needle-of-a-password'
const wait = { minDelay: 1, maxDelay: 1, maxWaitTime: 180 }

/** A repository as a plain file server offers one, to whoever knows the name and the password. */
function serveRepository(directory: string, pem: string): Promise<Server> {
  const work = join(directory, 'work')
  mkdirSync(work, { recursive: true })
  const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: work, stdio: 'ignore' })
  git('init', '--quiet', '--initial-branch=main')
  writeFileSync(join(work, 'secret.txt'), 'for members only\n')
  git('add', '.')
  git('commit', '--quiet', '--message=one')
  git('clone', '--quiet', '--bare', work, join(directory, 'private.git'))
  execFileSync('git', ['update-server-info'], { cwd: join(directory, 'private.git') })
  const wanted = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="members"' }).end()
      return
    }
    const file = join(directory, new URL(request.url ?? '/', 'https://localhost').pathname)
    if (existsSync(file) && statSync(file).isFile()) response.end(readFileSync(file))
    else response.writeHead(404).end()
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Plain processes: their localhost is this machine's, where the server with the password is. */
async function setUp(t: TestContext) {
  const { cache } = readConfig()
  prepareEnvironment(cache)
  const server = await startServer({ driver: 'real', config: { cache, describeWaitMs: 5_000, sandbox: 'none' } })
  const { home } = server
  const authority = await openCertificateAuthority(home, systemClock.now, 1)
  const place = join(home, 'git-server')
  const repository = await serveRepository(place, await authority.localhostPem())
  t.after(async () => {
    repository.closeAllConnections()
    repository.close()
    await server.stop()
  })
  const { iam, sagemaker, secretsManager } = server.clients
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'notebook-role', AssumeRolePolicyDocument: trust() }))
  const url = `https://localhost:${(repository.address() as AddressInfo).port}/private.git`
  return {
    home,
    sagemaker,
    url,
    may: (action: string, resource: string) =>
      iam.send(new PutRolePolicyCommand({ RoleName: 'notebook-role', PolicyName: 'p', PolicyDocument: allow(action, resource) })),
    secret: async (Name: string, value: unknown) =>
      (await secretsManager.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(value) }))).ARN as string,
    repository: (CodeRepositoryName: string, SecretArn?: string) =>
      sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig: { RepositoryUrl: url, ...(SecretArn ? { SecretArn } : {}) } })),
    create: (NotebookInstanceName: string, DefaultCodeRepository: string) =>
      sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName, InstanceType: 'ml.t2.medium', RoleArn: Role?.Arn, DefaultCodeRepository })),
    async failure(NotebookInstanceName: string): Promise<string> {
      for (let looks = 0; looks < 40; looks++) {
        const { NotebookInstanceStatus, FailureReason } = await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))
        if (NotebookInstanceStatus === 'Failed') return FailureReason ?? ''
      }
      throw new Error(`${NotebookInstanceName} did not fail`)
    },
  }
}

/** Files below `directory` that hold the password. */
const keepers = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => {
    const file = join(directory, path)
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).includes(PASSWORD)
  })

test('a repository behind a password, with the role that may read the secret, and without', { timeout: 300_000 }, async (t) => {
  const { home, sagemaker, url, may, secret, repository, create, failure } = await setUp(t)
  const good = await secret('AmazonSageMaker-git', { username: 'robot', password: PASSWORD })
  const bad = await secret('AmazonSageMaker-wrong', { user: 'robot' })
  await repository('none')
  await repository('private', good)
  await repository('malformed', bad)

  await create('Without', 'none')
  assert.match(await failure('Without'), /could not be cloned: fatal: could not read Username for 'https:\/\/localhost/)
  await create('Forbidden', 'private')
  assert.match(
    await failure('Forbidden'),
    /could not be cloned: git-credential-kenja: .*AccessDenied.* not authorized to perform: secretsmanager:GetSecretValue/,
  )

  await may('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*')
  await create('Malformed', 'malformed')
  assert.match(await failure('Malformed'), /git-credential-kenja: The secret .* must hold \{"username"/)

  await create('Private', 'private')
  await waitUntilNotebookInstanceInService({ client: sagemaker, ...wait }, { NotebookInstanceName: 'Private' })
  const [volume] = readdirSync(join(home, 'volumes/notebook-instance')).filter((name) => name.endsWith('-private'))
  const clone = join(home, 'volumes/notebook-instance', volume as string, 'private')
  assert.equal(readFileSync(join(clone, 'secret.txt'), 'utf8'), 'for members only\n')
  // The notebook's files name the secret, and nothing there is one.
  assert.match(readFileSync(join(clone, '.git/config'), 'utf8'), /helper = kenja arn:aws:secretsmanager:.*:secret:AmazonSageMaker-git-\w{6} localhost:\d+/)
  for (const place of ['volumes', 'work', 'logs'].filter((name) => existsSync(join(home, name)))) assert.deepEqual(keepers(join(home, place)), [], place)
  assert.ok(!readFileSync(join(clone, '.git/config'), 'utf8').includes('@') && url.startsWith('https://localhost'))

  await sagemaker.send(new UpdateCodeRepositoryCommand({ CodeRepositoryName: 'private', GitConfig: { SecretArn: bad } }))
  await create('Changed', 'private')
  assert.match(await failure('Changed'), /must hold/)
})
