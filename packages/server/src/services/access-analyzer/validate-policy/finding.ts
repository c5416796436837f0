/** What ValidatePolicy finds: AWS's issue codes, and the texts of its "Policy check reference". */
import type { Location, PathElement, Position, ValidatePolicyFinding, ValidatePolicyFindingType } from '@aws-sdk/client-accessanalyzer'
import type { JsonNode } from './json-tree.ts'

/** A value in the policy, and the way to it from the document's root. */
export interface Spot {
  readonly path: readonly (string | number)[]
  readonly node: Pick<JsonNode, 'start' | 'end'>
}

const SECTIONS: Readonly<Record<ValidatePolicyFindingType, string>> = {
  ERROR: 'error',
  WARNING: 'general-warning',
  SECURITY_WARNING: 'security-warning',
  SUGGESTION: 'suggestion',
}
const REFERENCE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks'

/** Lines count from 1, columns and offsets from 0. */
function positionOf(text: string, offset: number): Position {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    lineStart = at + 1
  }
  return { line, column: offset - lineStart, offset }
}

const pathElement = (step: string | number): PathElement => (typeof step === 'number' ? { index: step } : { value: step })

const locationOf = (text: string, { path, node }: Spot): Location => ({
  path: path.map(pathElement),
  span: { start: positionOf(text, node.start), end: positionOf(text, node.end) },
})

/** Collects the findings of one document. */
export class Findings {
  readonly found: ValidatePolicyFinding[] = []
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  add(findingType: ValidatePolicyFindingType, issueCode: string, findingDetails: string, ...spots: readonly Spot[]): void {
    this.found.push({
      findingDetails,
      findingType,
      issueCode,
      learnMoreLink: `${REFERENCE}-${SECTIONS[findingType]}-${issueCode.toLowerCase().replaceAll('_', '-')}`,
      locations: spots.map((spot) => locationOf(this.text, spot)),
    })
  }

  error(code: string, details: string, ...spots: readonly Spot[]): void {
    this.add('ERROR', code, details, ...spots)
  }

  syntaxError(offset: number): void {
    const { line, column } = positionOf(this.text, offset)
    const spot = { path: [], node: { start: offset, end: Math.min(offset + 1, this.text.length) } }
    this.error('JSON_SYNTAX_ERROR', `Fix the JSON syntax error at index ${offset} line ${line} column ${column}.`, spot)
  }
}

/** A value's members or items with their spots; a value that is no list counts as a list of itself, as policies allow. */
export function itemsOf(node: JsonNode, path: Spot['path']): { readonly node: JsonNode; readonly path: Spot['path'] }[] {
  return node.kind === 'array' ? node.items.map((item, index) => ({ node: item, path: [...path, index] })) : [{ node, path }]
}
