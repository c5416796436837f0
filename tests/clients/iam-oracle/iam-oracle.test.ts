/**
 * The evaluator against another one, @cloud-copilot/iam-simulate, over random policies. That one's licence (AGPL) keeps it out of everything that is shipped:
 * npm puts it into a directory that is deleted afterwards, and without a network the test says that it did not run.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsOf } from '../../../packages/server/src/app/authorize/table.ts'
import { type Decision, evaluate } from '../../../packages/server/src/services/iam/evaluate/evaluate.ts'
import { compilePolicy, type PolicyKind } from '../../../packages/server/src/services/iam/evaluate/policy.ts'
import { differences } from './differences.ts'
import { ACCOUNT, globalKeys, keysOf, type RandomCase, ROLE, randomCase, randomFrom, USER } from './random-case.ts'

const VERSION = '0.1.173'
const CASES = 20_000
const SEED = 20_261_125

type Simulate = (simulation: object, options: object) => Promise<{ resultType: string; overallResult?: string; errors?: { message: string } }>

function installOracle(directory: string): Simulate | string {
  try {
    const options = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', directory, `@cloud-copilot/iam-simulate@${VERSION}`]
    execFileSync('npm', options, { cwd: directory, stdio: 'pipe', timeout: 120_000 })
    return (createRequire(join(directory, 'x.js'))('@cloud-copilot/iam-simulate') as { runSimulation: Simulate }).runSimulation
  } catch (error) {
    return (error as Error).message.split('\n').slice(0, 2).join(' ')
  }
}

const named = (document: object, kind: PolicyKind, id: string) => ({ id, policy: compilePolicy(JSON.stringify(document), kind) })

function ours({ principal, action, resource, resourceAccount, context, identity, boundary, session, resourcePolicy }: RandomCase): Decision['decision'] {
  const asker =
    principal === USER
      ? ({ kind: 'user', account: ACCOUNT, arn: USER } as const)
      : ({ kind: 'assumed-role', account: ACCOUNT, arn: principal, roleArn: ROLE } as const)
  return evaluate(
    { action, resource, resourceAccount, asker, keys: keysOf(context) },
    {
      identity: identity.map((document, index) => named(document, 'identity', `identity-${index}`)),
      ...(boundary && { boundary: named(boundary, 'identity', 'boundary') }),
      ...(session && { session: [named(session, 'identity', 'session')] }),
      ...(resourcePolicy && { resource: named(resourcePolicy, 'resource', 'resource') }),
    },
  ).decision
}

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const serviceControlPolicies = [{ orgIdentifier: 'o', policies: [{ name: 'all', policy: everything }] }]
const DECISIONS: Readonly<Record<string, Decision['decision']>> = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' }

async function theirs(simulate: Simulate, { principal, action, resource, resourceAccount, context, identity, boundary, session, resourcePolicy }: RandomCase) {
  const answer = await simulate(
    {
      request: { principal, action, resource: { resource, accountId: resourceAccount }, contextVariables: context },
      identityPolicies: identity.map((policy, index) => ({ name: `identity-${index}`, policy })),
      serviceControlPolicies,
      resourceControlPolicies: [],
      resourcePolicy,
      sessionPolicy: session,
      ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    },
    {},
  )
  assert.equal(answer.resultType, 'single', JSON.stringify(answer.errors))
  return DECISIONS[answer.overallResult ?? '']
}

/** A call has only the keys that AWS lists for its action: the oracle drops the others, and so does our table. */
function withKeysOfAction(random: RandomCase): RandomCase {
  const facts = factsOf(random.action)
  assert.ok(facts, random.action)
  const kept = Object.entries(random.context).filter(([name]) => globalKeys.has(name) || facts.hasKey(name.toLowerCase()))
  return { ...random, context: Object.fromEntries(kept) }
}

test(`${CASES} random questions: decided alike, or differently for a known reason`, async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-oracle-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const simulate = installOracle(directory)
  if (typeof simulate === 'string') {
    t.diagnostic(`NOT RUN: the oracle cannot be installed here: ${simulate}`)
    return t.skip('no network')
  }
  const random = randomFrom(SEED)
  const decided = { allowed: 0, explicitDeny: 0, implicitDeny: 0 }
  const byReason = new Map<string, number>()
  const unexplained: string[] = []
  for (let index = 0; index < CASES; index++) {
    const question = withKeysOfAction(randomCase(random))
    const [own, other] = [ours(question), await theirs(simulate, question)]
    decided[own] += 1
    if (own === other) continue
    let found: string | undefined
    for (const { why, without } of differences) {
      const simpler = without(question)
      if (simpler === undefined || ours(simpler) !== (await theirs(simulate, simpler))) continue
      found = why
      break
    }
    if (found === undefined) unexplained.push(`ours ${own}, theirs ${other}: ${JSON.stringify(question)}`)
    else byReason.set(found, (byReason.get(found) ?? 0) + 1)
  }
  t.diagnostic(`decided: ${JSON.stringify(decided)}`)
  for (const [why, count] of byReason) t.diagnostic(`${count} × ${why}`)
  assert.deepEqual(unexplained.slice(0, 5), [], `${unexplained.length} without a reason`)
  for (const count of Object.values(decided)) assert.ok(count > CASES / 20, 'every answer is common')
})
