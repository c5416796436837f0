import { type PolicyType, ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer'
import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useState } from 'react'
import { accessAnalyzer } from '../../aws/access-analyzer.ts'
import { useQuery } from '../../aws/use-query.ts'
import { useText } from '../../i18n/use-text.ts'
import { iamMessages } from './iam.messages.ts'
import { isJson } from './policy-document.ts'

export interface PolicyEditorProperties {
  readonly label: string
  readonly type: PolicyType
  readonly value: string
  readonly onChange: (document: string) => void
}

/** So long after the last key, what is written is looked at. */
const PAUSE_MS = 800

/** A policy as JSON, checked by IAM Access Analyzer while it is written: ValidatePolicy, which the CLI has as well. */
export function PolicyEditor({ label, type, value, onChange }: PolicyEditorProperties) {
  const texts = useText(iamMessages)
  const settled = useSettled(value)
  return (
    <SpaceBetween size="s">
      <FormField label={label} errorText={settled !== '' && !isJson(settled) ? texts.documentWrong : undefined} stretch>
        <Textarea value={value} rows={16} spellcheck={false} onChange={({ detail }) => onChange(detail.value)} />
      </FormField>
      {isJson(settled) && <Findings document={settled} type={type} />}
    </SpaceBetween>
  )
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

const SEVERITY = { ERROR: 'error', SECURITY_WARNING: 'error', WARNING: 'warning', SUGGESTION: 'info' } as const

function Findings({ document, type }: { readonly document: string; readonly type: PolicyType }) {
  const texts = useText(iamMessages)
  const { data, error } = useQuery(
    `findings ${type} ${document}`,
    async () => (await accessAnalyzer().send(new ValidatePolicyCommand({ policyDocument: document, policyType: type }))).findings ?? [],
    { restMs: 0 },
  )
  if (error !== undefined) return <Alert type="warning">{(error as Error).message}</Alert>
  if (!data) return <StatusIndicator type="loading">{texts.validating}</StatusIndicator>
  if (data.length === 0) return <StatusIndicator type="success">{texts.noFindings}</StatusIndicator>
  return (
    <SpaceBetween size="xs">
      {data.map(({ findingType = 'SUGGESTION', issueCode, findingDetails, locations }) => (
        <Alert key={`${issueCode} ${JSON.stringify(locations)}`} type={SEVERITY[findingType]} header={`${findingType}: ${issueCode}`}>
          {findingDetails}
        </Alert>
      ))}
    </SpaceBetween>
  )
}
