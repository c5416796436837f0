import {
  AccessAnalyzerClient,
  type CloudTrailDetails,
  GetGeneratedPolicyCommand,
  StartPolicyGenerationCommand,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer'
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import type { Command } from '../command.ts'
import { clientSettings } from '../credentials.ts'
import { neededServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes, PlainError, UsageError } from '../usage.ts'

export const command: Command = {
  summary: 'print the policy that a role or user needs, from what it did',
  help: `
Usage: ./kenja least-privilege ROLE [--since 7d | --since 2026-11-25] [--home DIR] [--region R] [--json]

ROLE is a role's name, or the ARN of a role or user. The policy holds what it did in the last 90 days, or since then (minutes, hours or days: 30m, 12h, 7d, or a time):
calls that were allowed, reading and writing objects, InvokeEndpoint and iam:PassRole included. Made-up parts of names (dates, UUIDs) become stars.

It is IAM Access Analyzer that makes it (StartPolicyGeneration, GetGeneratedPolicy). Read it before you attach it:

  ./kenja least-privilege my-role >policy.json
  aws iam put-role-policy --role-name my-role --policy-name least-privilege --policy-document file://policy.json

Exit code 3 when Kenja does not run.
`,
  options: { since: { type: 'string' } },
  words: 1,
  async run(flags, [principal]) {
    if (!principal) throw new UsageError('of which role? Say: ./kenja least-privilege ROLE')
    const since = typeof flags.since === 'string' ? readSince(flags.since, new Date()) : undefined
    const config = settings(flags)
    const server = await neededServer(config.home)
    const client = clientSettings(server, config.region)
    const iam = new IAMClient(client)
    const principalArn = principal.startsWith('arn:') ? principal : await roleArn(iam, principal)
    const analyzer = new AccessAnalyzerClient(client)
    const policy = await generate(analyzer, principalArn, since && (await trailDetails(iam, principalArn, config.region, since)))
    if (policy === undefined) {
      process.stderr.write(`kenja: ${principalArn} has done nothing${since ? ` since ${since.toISOString()}` : ''} that is on record.\n`)
      return exitCodes.failed
    }
    process.stdout.write(`${flags.json ? policy : JSON.stringify(JSON.parse(policy), undefined, 2)}\n`)
    await warn(analyzer, policy)
    return exitCodes.done
  },
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

function readSince(text: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? []
  const time = count && unit ? new Date(now.getTime() - Number(count) * (UNITS[unit] as number)) : new Date(text)
  if (Number.isNaN(time.getTime()) || time >= now) throw new UsageError(`--since ${text}: say for example 30m, 12h, 7d or 2026-11-25`)
  return time
}

async function roleArn(iam: IAMClient, RoleName: string): Promise<string> {
  try {
    return (await iam.send(new GetRoleCommand({ RoleName }))).Role?.Arn as string
  } catch (error) {
    if ((error as Error).name === 'NoSuchEntityException') throw new PlainError(`there is no role ${RoleName}.`)
    throw error
  }
}

/** The role that AWS's console makes for this purpose: a time can only be asked for with one that reads the trail. */
const READER = 'AccessAnalyzerMonitorServiceRole'

async function trailDetails(iam: IAMClient, principalArn: string, region: string, startTime: Date): Promise<CloudTrailDetails> {
  const account = principalArn.split(':')[4] as string
  const accessRole = `arn:aws:iam::${account}:role/service-role/${READER}`
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'access-analyzer.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  })
  await iam.send(new CreateRoleCommand({ RoleName: READER, Path: '/service-role/', AssumeRolePolicyDocument })).catch((error: Error) => {
    if (error.name !== 'EntityAlreadyExistsException') throw error
  })
  return { trails: [{ cloudTrailArn: `arn:aws:cloudtrail:${region}:${account}:trail/event-history`, allRegions: true }], accessRole, startTime }
}

async function generate(analyzer: AccessAnalyzerClient, principalArn: string, cloudTrailDetails: CloudTrailDetails | undefined): Promise<string | undefined> {
  const input = { policyGenerationDetails: { principalArn }, ...(cloudTrailDetails ? { cloudTrailDetails } : {}) }
  const { jobId } = await analyzer.send(new StartPolicyGenerationCommand(input))
  const { generatedPolicyResult } = await analyzer.send(new GetGeneratedPolicyCommand({ jobId }))
  return generatedPolicyResult?.generatedPolicies?.[0]?.policy
}

/** What a reader should know of the policy before it is attached, on the error stream: the output stays a policy. */
async function warn(analyzer: AccessAnalyzerClient, policyDocument: string): Promise<void> {
  const { findings = [] } = await analyzer.send(new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY' }))
  for (const { findingType, findingDetails } of findings) process.stderr.write(`${findingType}: ${findingDetails}\n`)
}
