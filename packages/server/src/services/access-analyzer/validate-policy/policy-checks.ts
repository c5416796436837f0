/** All checks of one policy document. Pure: a text in, findings out. */
import type { ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer'
import { Findings, itemsOf, type Spot } from './finding.ts'
import { type JsonNode, JsonSyntaxError, memberOf, parseJson } from './json-tree.ts'
import { checkStatement, type Kind } from './statement-checks.ts'

const ELEMENTS = new Set(['Version', 'Id', 'Statement'])
const VERSIONS = ['2012-10-17', '2008-10-17']
/** Inline policies of users have less, those of roles more room; this is a managed policy's. */
const IDENTITY_CHARACTERS = 6_144

function checkVersion(document: JsonNode, findings: Findings): void {
  const version = memberOf(document, 'Version')
  if (!version) {
    const details = 'We recommend that you specify the Version element to help you with debugging permission issues.'
    findings.add('WARNING', 'MISSING_VERSION', details, { path: [], node: document })
    return
  }
  const { value } = version
  const spot = { path: ['Version'], node: value }
  if (value.kind !== 'string') findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type String.', spot)
  else if (!VERSIONS.includes(value.value))
    findings.error('INVALID_VERSION', `The version ${value.value} is not valid. Use one of the following versions: ${VERSIONS.join(', ')}`, spot)
}

function checkSids(statements: readonly { readonly node: JsonNode; readonly path: Spot['path'] }[], kind: Kind, findings: Findings): void {
  const seen = new Set<string>()
  const repeated: Spot[] = []
  for (const { node, path } of statements) {
    const sid = memberOf(node, 'Sid')?.value
    if (sid?.kind !== 'string' || sid.value === '') continue
    if (seen.has(sid.value)) repeated.push({ path: [...path, 'Sid'], node: sid })
    seen.add(sid.value)
  }
  if (repeated.length === 0) return
  if (kind === 'identity')
    findings.error('UNIQUE_SIDS_REQUIRED', 'Duplicate statement IDs are not supported for this policy type. Update the Sid value.', ...repeated)
  else
    findings.add(
      'WARNING',
      'UNIQUE_SIDS_RECOMMENDED',
      'We recommend that you use statement IDs that are unique to your policy. Update the Sid value.',
      ...repeated,
    )
}

function checkSize(text: string, document: JsonNode, kind: Kind, findings: Findings): void {
  const characters = text.replace(/\s/g, '').length
  if (kind !== 'identity' || characters <= IDENTITY_CHARACTERS) return
  const details = `The ${characters} characters in the identity policy, excluding whitespace, exceed the ${IDENTITY_CHARACTERS} character maximum for inline and managed policies. We recommend that you use multiple granular policies.`
  findings.add('WARNING', 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', details, { path: [], node: document })
}

function checkDocument(document: JsonNode, kind: Kind, findings: Findings): void {
  if (document.kind !== 'object') {
    findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type Object.', { path: [], node: document })
    return
  }
  checkVersion(document, findings)
  for (const { key, keyPlace } of document.members)
    if (!ELEMENTS.has(key)) findings.error('INVALID_POLICY_ELEMENT', `The policy element ${key} is not valid.`, { path: [key], node: keyPlace })
  const statement = memberOf(document, 'Statement')
  const statements = statement ? itemsOf(statement.value, ['Statement']) : []
  if (statements.length === 0)
    findings.error('MISSING_STATEMENT', 'Add a statement to the policy', { path: statement ? ['Statement'] : [], node: statement?.value ?? document })
  for (const { node, path } of statements) checkStatement(node, path, kind, findings)
  checkSids(statements, kind, findings)
  checkSize(findings.text, document, kind, findings)
}

export function checkPolicy(text: string, kind: Kind): ValidatePolicyFinding[] {
  const findings = new Findings(text)
  try {
    checkDocument(parseJson(text), kind, findings)
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    findings.syntaxError(error.offset)
  }
  return findings.found
}
