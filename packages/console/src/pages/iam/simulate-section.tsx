import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { type FormEvent, useState } from 'react'
import { iam } from '../../aws/iam.ts'
import { shownCall } from '../../code/show-call.ts'
import { ErrorAlert } from '../../components/error-text.tsx'
import { ShowAsCode } from '../../components/show-as-code.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useText } from '../../i18n/use-text.ts'
import { iamMessages } from './iam.messages.ts'

const words = (text: string): string[] => text.split(/[\s,、]+/).filter(Boolean)

const simulate = async (input: ConstructorParameters<typeof SimulatePrincipalPolicyCommand>[0]) =>
  (await iam().send(new SimulatePrincipalPolicyCommand(input))).EvaluationResults ?? []

type Results = Awaited<ReturnType<typeof simulate>>

/** "May it do that?": the policy simulator for a user or role. */
export function SimulateSection({ arn }: { readonly arn: string }) {
  const texts = useText(iamMessages)
  const [actions, setActions] = useState('sagemaker:CreateTrainingJob, s3:GetObject')
  const [resources, setResources] = useState('*')
  const [results, setResults] = useState<Results>()
  const [error, setError] = useState<unknown>()
  const input = { PolicySourceArn: arn, ActionNames: words(actions), ResourceArns: words(resources) }
  const run = (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    simulate(input).then(setResults, setError)
  }
  return (
    <Container
      header={
        <Header variant="h2" description={texts.simulateHelp} actions={<ShowAsCode calls={[shownCall('iam', 'SimulatePrincipalPolicy', input)]} />}>
          {texts.simulate}
        </Header>
      }
    >
      <form onSubmit={run}>
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            <TextField label={texts.actionNames} value={actions} onChange={setActions} />
            <TextField label={texts.resourceArns} value={resources} onChange={setResources} />
          </ColumnLayout>
          <Button formAction="submit" disabled={words(actions).length === 0}>
            {texts.runSimulation}
          </Button>
          <ErrorAlert error={error} />
          {results && <Decisions results={results} />}
        </SpaceBetween>
      </form>
    </Container>
  )
}

function Decisions({ results }: { readonly results: Results }) {
  const texts = useText(iamMessages)
  return (
    <Table
      variant="embedded"
      items={results}
      columnDefinitions={[
        { id: 'action', header: texts.actionNames, cell: ({ EvalActionName }) => EvalActionName, isRowHeader: true },
        { id: 'resource', header: texts.resourceArns, cell: ({ EvalResourceName }) => EvalResourceName ?? '*' },
        {
          id: 'decision',
          header: texts.decision,
          cell: ({ EvalDecision }) => (
            <StatusIndicator type={EvalDecision === 'allowed' ? 'success' : 'error'}>
              {EvalDecision === 'allowed' ? texts.allowed : EvalDecision === 'explicitDeny' ? texts.explicitDeny : texts.implicitDeny}
            </StatusIndicator>
          ),
        },
        {
          id: 'by',
          header: texts.decidedBy,
          cell: ({ MatchedStatements = [] }) => MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId).join(', ') || '-',
        },
      ]}
    />
  )
}
