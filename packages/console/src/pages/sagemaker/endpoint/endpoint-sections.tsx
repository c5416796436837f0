import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'
import { preferences } from '../../../app/preferences.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { LogEvents } from '../../../components/logs/log-events.tsx'
import { MetricChart } from '../../../components/metrics/metric-chart.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useStore } from '../../../lib/store.ts'
import { fieldMessages } from '../fields.messages.ts'
import { endpointMessages } from './endpoint.messages.ts'

interface SectionProperties {
  readonly endpoint: DescribeEndpointOutput
}

export function SettingsSection({ endpoint }: SectionProperties) {
  const texts = useText(endpointMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const { region } = useStore(preferences)
  const config = endpoint.EndpointConfigName
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: common.name, value: endpoint.EndpointName },
          { label: common.status, value: <Status value={endpoint.EndpointStatus} /> },
          { label: fields.arn, value: <Copyable text={endpoint.EndpointArn} /> },
          { label: common.creationTime, value: <Time value={endpoint.CreationTime} /> },
          { label: fields.lastUpdated, value: <Time value={endpoint.LastModifiedTime} /> },
          { label: texts.configuration, value: config ? <Link href={`/sagemaker/endpoint-configs/detail/${config}`}>{config}</Link> : '-' },
          { label: texts.url, value: <Copyable text={`https://runtime.sagemaker.${region}.amazonaws.com/endpoints/${endpoint.EndpointName}/invocations`} /> },
        ]}
      />
    </Container>
  )
}

export function VariantsSection({ endpoint }: SectionProperties) {
  const texts = useText(endpointMessages)
  return (
    <Table
      header={<Header variant="h2">{texts.runtimeSettings}</Header>}
      items={[...(endpoint.ProductionVariants ?? [])]}
      empty="-"
      columnDefinitions={[
        { id: 'name', header: texts.variant, cell: ({ VariantName }) => VariantName, isRowHeader: true },
        { id: 'weight', header: texts.currentWeight, cell: ({ CurrentWeight }) => CurrentWeight ?? '-' },
        { id: 'desired-weight', header: texts.desiredWeight, cell: ({ DesiredWeight }) => DesiredWeight ?? '-' },
        { id: 'count', header: texts.currentCount, cell: ({ CurrentInstanceCount }) => CurrentInstanceCount ?? '-' },
        { id: 'desired-count', header: texts.desiredCount, cell: ({ DesiredInstanceCount }) => DesiredInstanceCount ?? '-' },
      ]}
    />
  )
}

const HOUR_MS = 3_600_000

export function MonitorSection({ endpoint }: SectionProperties) {
  const texts = useText(endpointMessages)
  const fields = useText(fieldMessages)
  const variants = (endpoint.ProductionVariants ?? []).map(({ VariantName = '' }) => VariantName)
  const metric = (name: string, statistic: 'Sum' | 'Average') =>
    variants.map((VariantName) => ({
      label: VariantName,
      namespace: 'AWS/SageMaker',
      name,
      dimensions: { EndpointName: endpoint.EndpointName as string, VariantName },
      statistic,
    }))
  const range = () => ({ start: new Date(Date.now() - HOUR_MS), end: new Date(Date.now() + 60_000), periodSeconds: 60 })
  return (
    <Container header={<Header variant="h2">{fields.monitor}</Header>}>
      <ColumnLayout columns={2}>
        <MetricChart title={texts.invocations} metrics={metric('Invocations', 'Sum')} range={range} live={false} />
        <MetricChart title={texts.latency} metrics={metric('ModelLatency', 'Average')} range={range} live={false} />
      </ColumnLayout>
    </Container>
  )
}

export function LogsSection({ name }: { readonly name: string }) {
  const texts = useText(endpointMessages)
  return (
    <Container header={<Header variant="h2">{texts.logs}</Header>}>
      <LogEvents source={{ group: `/aws/sagemaker/Endpoints/${name}` }} live={false} />
    </Container>
  )
}
