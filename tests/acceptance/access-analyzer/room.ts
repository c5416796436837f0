/** A server with a user who has done something, and short ways to ask for a policy of it. */
import { after } from 'node:test'
import { GetGeneratedPolicyCommand, StartPolicyGenerationCommand } from '@aws-sdk/client-accessanalyzer'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

export interface Statement {
  readonly Action: string | string[]
  readonly Resource: string | string[]
  readonly Condition?: object
}

export async function startRoom() {
  const server = await startServer()
  after(() => server.stop())
  const { accessAnalyzer, iam } = server.clients
  const ann = await makeUser(iam, 'ann', allow())
  const { s3 } = server.clientsAs(ann)
  await s3.send(new CreateBucketCommand({ Bucket: 'anns' }))
  await s3.send(new PutObjectCommand({ Bucket: 'anns', Key: 'data/train/a.csv', Body: '1' }))
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'anns', Key: 'data/train/a.csv' }))
  await Body?.transformToByteArray()
  const start = async (principalArn: string) => {
    const { jobId } = await accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn } }))
    return jobId as string
  }
  return {
    server,
    accessAnalyzer,
    ann,
    start,
    get: (jobId: string) => accessAnalyzer.send(new GetGeneratedPolicyCommand({ jobId })),
    /** The statements of a policy generated now. */
    async statementsOf(principalArn: string): Promise<Statement[]> {
      const { generatedPolicyResult } = await accessAnalyzer.send(new GetGeneratedPolicyCommand({ jobId: await start(principalArn) }))
      const text = generatedPolicyResult?.generatedPolicies?.[0]?.policy
      return text === undefined ? [] : (JSON.parse(text) as { Statement: Statement[] }).Statement
    },
  }
}
