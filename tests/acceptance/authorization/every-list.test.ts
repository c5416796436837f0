/** Two accounts, one with something of everything: no List, Describe, Get or Lookup that needs no name shows any of it to the other. */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import { CreateTrailCommand } from '@aws-sdk/client-cloudtrail'
import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateAccountAliasCommand, CreateGroupCommand, CreateInstanceProfileCommand, CreatePolicyCommand } from '@aws-sdk/client-iam'
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms'
import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import {
  CreateCodeRepositoryCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker'
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { makeDevice } from '../../support/mfa.ts'
import { allow, trust } from '../../support/policies.ts'
import { prepareAccount, ROLE, TOY, TOY_IMAGES, trainingJob } from '../../support/sagemaker.ts'
import { startTwoAccounts } from '../../support/second-account.ts'
import { ACCOUNT } from '../../support/server.ts'

const { server, other, stop } = await startTwoAccounts({ imagesRoot: TOY_IMAGES })
after(stop)
const mine = server.clients
/** Part of every name, so that it can be found wherever it shows. */
const MARK = 'markofthefirst'

const PACKAGES: Readonly<Partial<Record<keyof Clients, string>>> = {
  accessAnalyzer: 'accessanalyzer',
  cloudtrail: 'cloudtrail',
  cloudwatch: 'cloudwatch',
  ec2: 'ec2',
  iam: 'iam',
  kms: 'kms',
  logs: 'cloudwatch-logs',
  organizations: 'organizations',
  s3: 's3',
  sagemaker: 'sagemaker',
  secretsManager: 'secrets-manager',
}

test('the first account has something of everything', async () => {
  await prepareAccount(mine)
  await makeUser(mine.iam, MARK, allow('s3:*'))
  await makeRole(mine.iam, `${MARK}-role`, trust(), allow('s3:*'))
  await mine.iam.send(new CreateGroupCommand({ GroupName: MARK }))
  await mine.iam.send(new CreatePolicyCommand({ PolicyName: MARK, PolicyDocument: allow('s3:*') }))
  await mine.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: MARK }))
  await mine.iam.send(new CreateAccountAliasCommand({ AccountAlias: MARK }))
  await makeDevice(mine.iam, MARK)
  await mine.s3.send(new CreateBucketCommand({ Bucket: MARK }))
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['s3:GetBucketAcl', 's3:PutObject'],
        Resource: [`arn:aws:s3:::${MARK}`, `arn:aws:s3:::${MARK}/*`],
      },
    ],
  })
  await mine.s3.send(new PutBucketPolicyCommand({ Bucket: MARK, Policy }))
  await mine.cloudtrail.send(new CreateTrailCommand({ Name: MARK, S3BucketName: MARK }))
  await mine.logs.send(new CreateLogGroupCommand({ logGroupName: `/${MARK}` }))
  await mine.cloudwatch.send(new PutMetricDataCommand({ Namespace: MARK, MetricData: [{ MetricName: MARK, Value: 1 }] }))
  const { KeyMetadata } = await mine.kms.send(new CreateKeyCommand({ Description: MARK }))
  await mine.kms.send(new CreateAliasCommand({ AliasName: `alias/${MARK}`, TargetKeyId: KeyMetadata?.KeyId }))
  await mine.secretsManager.send(new CreateSecretCommand({ Name: MARK, SecretString: MARK }))
  const { sagemaker } = mine
  await sagemaker.send(new CreateModelCommand({ ModelName: MARK, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY } }))
  const ProductionVariants = [{ VariantName: 'v', ModelName: MARK, InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' as const }]
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: MARK, ProductionVariants }))
  await sagemaker.send(trainingJob(MARK))
  await sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: MARK }))
  await sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: MARK, GitConfig: { RepositoryUrl: `https://git.example.com/${MARK}.git` } }))
})

const require = createRequire(import.meta.url)
type Sends = { send(command: unknown): Promise<unknown> }

/** Answers of everything that can be asked without a name. */
async function answers(clients: Clients): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const [client, name] of Object.entries(PACKAGES) as [keyof Clients, string][]) {
    const commands = require(`@aws-sdk/client-${name}`) as Record<string, new (input: object) => object>
    for (const command of Object.keys(commands).filter((key) => /^(List|Describe|Get|Lookup)\w*Command$/.test(key))) {
      const Command = commands[command] as new (input: object) => object
      const answer = await (clients[client] as unknown as Sends).send(new Command({})).catch(() => undefined)
      if (answer) found.set(`${client} ${command}`, JSON.stringify(answer))
    }
  }
  return found
}

test('the second account sees none of it', async () => {
  const own = await answers(mine)
  const foreign = await answers(other)
  const showing = [...own].filter(([, text]) => text.includes(MARK)).map(([call]) => call)
  // Else the walk would prove nothing.
  assert.ok(showing.length >= 20, showing.join('\n'))
  assert.ok(foreign.size >= 30, [...foreign.keys()].join('\n'))
  for (const [call, text] of foreign) {
    assert.ok(!text.includes(MARK), `${call} shows what is the first account's`)
    assert.ok(!text.includes(ACCOUNT), `${call} shows the first account's number: ${text.slice(0, 500)}`)
  }
})
