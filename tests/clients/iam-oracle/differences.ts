/** Where the two evaluators differ, and why. A difference counts as explained when it goes away with the one thing that its reason names. */
import type { RandomCase } from './random-case.ts'

type Json = Record<string, unknown>

export interface Difference {
  readonly why: string
  /** The same question without the thing; undefined when it has no such thing. */
  readonly without: (question: RandomCase) => RandomCase | undefined
}

/** The question with other texts in its policies; undefined when nothing changes. */
function rewritten(question: RandomCase, change: (text: string) => string): RandomCase | undefined {
  const { identity, boundary, session, resourcePolicy } = question
  const before = JSON.stringify({ identity, boundary, session, resourcePolicy })
  const after = change(before)
  return after === before ? undefined : { ...question, ...(JSON.parse(after) as Pick<RandomCase, 'identity' | 'boundary' | 'session' | 'resourcePolicy'>) }
}

const statementsOf = (policy: Json): Json[] => policy.Statement as Json[]

export const differences: readonly Difference[] = [
  {
    why: 'ForAnyValue with …IfExists and no such key: AWS says of …IfExists "if the key is not present, evaluate the condition element as true"; the other evaluator says false.',
    without: (question) => rewritten(question, (text) => text.replace(/"(ForAnyValue:\w+)IfExists"/g, '"$1"')),
  },
  {
    why: 'NotIpAddress with an address of the other family: it lies in none of the networks, so the condition holds; the other evaluator says it does not.',
    without: (question) => {
      const { 'aws:SourceIp': ip, ...context } = question.context
      return typeof ip === 'string' && ip.includes(':') ? { ...question, context } : undefined
    },
  },
  {
    why: 'NotIpAddress with 0.0.0.0/0: every address of the family lies in it, so the condition does not hold; the other evaluator says it does.',
    without: (question) => rewritten(question, (text) => text.replaceAll('0.0.0.0/0', '203.0.113.0/24')),
  },
  {
    why: 'A variable without a value equals nothing, so a negated operator holds; the other evaluator takes the whole condition for unmet.',
    without: (question) => rewritten(question, (text) => text.replace(/\$\{aws:nothing\}/g, 'nothing').replace(/\$\{aws:username\}/g, 'nobody')),
  },
  {
    why: 'An Allow for the role session itself, or for everyone, is not narrowed by an implicit denial of the session policy (IAM user guide, "Policy evaluation logic"); the other evaluator narrows it.',
    without: ({ resourcePolicy, ...question }) => {
      if (!resourcePolicy || !question.session) return undefined
      const left = statementsOf(resourcePolicy).filter(({ Principal }) => !/"\*"|assumed-role/.test(JSON.stringify(Principal)))
      return { ...question, resourcePolicy: left.length > 0 ? { ...resourcePolicy, Statement: left } : undefined }
    },
  },
  {
    why: 'Dates may be told in epoch seconds (IAM user guide, "Date condition operators"); the other evaluator takes the number for something else.',
    without: (question) => rewritten(question, (text) => text.replaceAll('1577836800', '2020-01-01T00:00:00Z')),
  },
  {
    why: 'A policy of version 2008-10-17 has no variables: the text stands for itself; the other evaluator puts values in.',
    without: (question) => rewritten(question, (text) => text.replaceAll('2008-10-17', '2012-10-17')),
  },
]
