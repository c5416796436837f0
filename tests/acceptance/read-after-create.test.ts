/**
 * What Terraform and its like do: every Create is followed at once by a read of what was made, and of its tags. Walks over all Create operations that
 * Kenja answers, as the services' `operations.ts` list them; one that has no line here fails.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ec2 from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import * as kms from '@aws-sdk/client-kms'
import * as organizations from '@aws-sdk/client-organizations'
import * as s3 from '@aws-sdk/client-s3'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import * as secretsmanager from '@aws-sdk/client-secrets-manager'
import { services } from '../../packages/server/src/app/services.ts'
import { allow, trust } from '../support/policies.ts'
import { BUCKET, prepareAccount, putModelArtifact, ROLE, TOY, withMock } from '../support/sagemaker.ts'
import { ACCOUNT, startServer, type TestServer } from '../support/server.ts'
import { type Answer, created, type Made, type Read } from './read-after-create.ts'

let server: TestServer
before(async () => {
  server = await startServer(withMock)
  await prepareAccount(server.clients)
})
after(() => server.stop())

const SDKS: Readonly<Record<string, { readonly commands: object; client(): unknown }>> = {
  cloudtrail: { commands: cloudtrail, client: () => server.clients.cloudtrail },
  ec2: { commands: ec2, client: () => server.clients.ec2 },
  iam: { commands: iam, client: () => server.clients.iam },
  kms: { commands: kms, client: () => server.clients.kms },
  logs: { commands: logs, client: () => server.clients.logs },
  organizations: { commands: organizations, client: () => server.clients.organizations },
  s3: { commands: s3, client: () => server.clients.s3 },
  sagemaker: { commands: sagemaker, client: () => server.clients.sagemaker },
  secretsmanager: { commands: secretsmanager, client: () => server.clients.secretsManager },
}

type Command = new (input: object) => object
const send = (service: string, operation: string, input: object): Promise<Answer> => {
  const sdk = SDKS[service]
  assert.ok(sdk, `this test knows no client for ${service}`)
  const Command = (sdk.commands as Readonly<Record<string, Command>>)[`${operation}Command`]
  assert.ok(Command, `the SDK has no ${operation} of ${service}`)
  return (sdk.client() as { send(command: object): Promise<Answer> }).send(new Command(input))
}

async function isThere(service: string, { operation, input, holds }: Read, made: Made): Promise<void> {
  const answer = await send(service, operation, input(made))
  const found = holds(answer, made)
  assert.ok(found, `${operation} does not show what was made: ${JSON.stringify(answer)}`)
}

/** Things that other Creates need first. */
async function setUp(): Promise<Readonly<Record<string, string>>> {
  const model = await putModelArtifact(server.clients.s3, 'read-after-create', 'x')
  const vpc = (await send('ec2', 'CreateVpc', { CidrBlock: '10.9.0.0/16' })) as { Vpc: { VpcId: string } }
  const key = (await send('kms', 'CreateKey', {})) as { KeyMetadata: { KeyId: string } }
  await send('iam', 'CreateUser', { UserName: 'owner' })
  await send('iam', 'CreatePolicy', { PolicyName: 'versions', PolicyDocument: allow(['s3:*']) })
  await send('logs', 'CreateLogGroup', { logGroupName: 'owner' })
  await send('sagemaker', 'CreateModel', { ModelName: 'owner', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY, ModelDataUrl: model } })
  const variant = { VariantName: 'AllTraffic', ModelName: 'owner', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }
  await send('sagemaker', 'CreateEndpointConfig', { EndpointConfigName: 'owner', ProductionVariants: [variant] })
  await send('s3', 'CreateBucket', { Bucket: 'sagemaker-trails' })
  const statements = ['s3:GetBucketAcl', 's3:PutObject'].map((Action) => ({
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action,
    Resource: Action === 's3:PutObject' ? 'arn:aws:s3:::sagemaker-trails/*' : 'arn:aws:s3:::sagemaker-trails',
  }))
  await send('s3', 'PutBucketPolicy', { Bucket: 'sagemaker-trails', Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) })
  return {
    ...('organizations' in services ? await setUpOrganization() : {}),
    model,
    vpc: vpc.Vpc.VpcId,
    key: key.KeyMetadata.KeyId,
    role: ROLE,
    bucket: BUCKET,
    image: TOY,
    account: ACCOUNT,
    trust: trust(),
    policy: allow(['s3:*']),
  }
}

async function setUpOrganization(): Promise<Readonly<Record<string, string>>> {
  const { Organization } = await send('organizations', 'CreateOrganization', { FeatureSet: 'ALL' })
  const { Roots } = await send('organizations', 'ListRoots', {})
  return { organization: Organization.Id, organizationRoot: Roots[0].Id }
}

test('every Create is followed at once by a read that shows it, and by its tags', async (t) => {
  const before = await setUp()
  let count = 0
  for (const [service, load] of Object.entries(services)) {
    const creates = Object.keys((await load()) as object).filter((operation) => operation.startsWith('Create'))
    for (const operation of creates) {
      await t.test(`${service} ${operation}`, async () => {
        const entry = created[service]?.[operation]
        assert.ok(entry, `${operation} of ${service} is new: say in read-after-create.ts how it is read back`)
        if ('makesNothing' in entry) return
        const input = 'input' in entry ? entry.input(before) : {}
        const output = 'input' in entry ? await send(service, operation, input) : {}
        const made: Made = { input, output, before }
        await isThere(service, entry.read, made)
        if ('tags' in entry && entry.tags) await isThere(service, entry.tags, made)
      })
      count++
    }
  }
  assert.ok(count > 20)
})
