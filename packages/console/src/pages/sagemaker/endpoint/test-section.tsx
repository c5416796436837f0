import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FileInput from '@cloudscape-design/components/file-input'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { sagemakerRuntime } from '../../../aws/sagemaker-runtime.ts'
import { shownCall } from '../../../code/show-call.ts'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { ShowAsCode } from '../../../components/show-as-code.tsx'
import { TextBlock } from '../../../components/text-block.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { useText } from '../../../i18n/use-text.ts'
import { endpointMessages } from './endpoint.messages.ts'
import { parsePredictions } from './parse-predictions.ts'

/** With the SageMaker Python SDK v2: a predictor of the endpoint. */
const asPredictor = (name: string, rows: string): string => `from sagemaker.predictor import Predictor
from sagemaker.serializers import CSVSerializer

predictor = Predictor(endpoint_name=${JSON.stringify(name)}, serializer=CSVSerializer())
print(predictor.predict(${JSON.stringify(rows)}).decode())`

interface Answer {
  readonly text: string
  readonly milliseconds: number
}

async function invoke(name: string, rows: string): Promise<Answer> {
  const startedAt = performance.now()
  const { Body } = await sagemakerRuntime().send(
    new InvokeEndpointCommand({ EndpointName: name, ContentType: 'text/csv', Body: new TextEncoder().encode(rows.trim()) }),
  )
  return { text: new TextDecoder().decode(Body), milliseconds: Math.round(performance.now() - startedAt) }
}

/** Rows in, predictions out. */
export function TestSection({ name }: { readonly name: string }) {
  const texts = useText(endpointMessages)
  const { values, change } = useDraft(`invoke ${name}`, { rows: '' })
  const { rows } = values
  const setRows = (text: string) => change({ rows: text })
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setError(undefined)
    setAnswer(undefined)
    try {
      setAnswer(await invoke(name, rows))
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const input = { EndpointName: name, ContentType: 'text/csv', Body: rows.trim() }
  const call = shownCall('sagemaker-runtime', 'InvokeEndpoint', input, asPredictor(name, rows.trim()))
  return (
    <Container
      header={
        <Header variant="h2" description={texts.testHelp} actions={<ShowAsCode calls={[call]} />}>
          {texts.test}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label={texts.rows}>
          <Textarea value={rows} onChange={({ detail }) => setRows(detail.value)} rows={5} placeholder="0,1,2.5" spellcheck={false} />
        </FormField>
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" onClick={send} loading={busy} disabled={rows.trim() === ''}>
            {texts.send}
          </Button>
          <FileInput value={[]} accept=".csv,text/csv" onChange={({ detail }) => void detail.value[0]?.text().then(setRows)}>
            {texts.fromFile}
          </FileInput>
        </SpaceBetween>
        <ErrorAlert error={error} />
        {answer && <Predictions answer={answer} />}
      </SpaceBetween>
    </Container>
  )
}

const MOST_SHOWN = 100

function Predictions({ answer }: { readonly answer: Answer }) {
  const texts = useText(endpointMessages)
  const predictions = parsePredictions(answer.text)
  return (
    <SpaceBetween size="s">
      <StatusIndicator type="success">{texts.answeredIn(answer.milliseconds, predictions.length)}</StatusIndicator>
      <Table
        variant="embedded"
        items={predictions.slice(0, MOST_SHOWN).map((prediction, at) => ({ row: at + 1, prediction }))}
        trackBy={({ row }) => String(row)}
        columnDefinitions={[
          { id: 'row', header: texts.row, cell: ({ row }) => row, isRowHeader: true },
          { id: 'prediction', header: texts.prediction, cell: ({ prediction }) => prediction },
        ]}
      />
      <ExpandableSection headerText={texts.raw}>
        <TextBlock text={answer.text} wrapped />
      </ExpandableSection>
    </SpaceBetween>
  )
}
