import { ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { cloudwatch } from '../../../aws/cloudwatch.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { MetricChart, type ShownMetric } from '../../../components/metrics/metric-chart.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { cloudwatchMessages } from '../cloudwatch.messages.ts'

const listMetrics = () =>
  collectPages(async (NextToken) => {
    const answer = await cloudwatch().send(new ListMetricsCommand(NextToken ? { NextToken } : {}))
    return { items: answer.Metrics, next: answer.NextToken }
  })

const dimensionsOf = ({ Dimensions = [] }: Metric): string => Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(', ')
const idOf = (metric: Metric): string => `${metric.Namespace} ${metric.MetricName} ${dimensionsOf(metric)}`

const STATISTICS = ['Average', 'Sum', 'Maximum', 'Minimum', 'SampleCount'] as const
type Statistic = (typeof STATISTICS)[number]
const HOURS = [1, 3, 12, 24, 72, 168]
const MOST_SHOWN = 10

export function MetricsPage() {
  const texts = useText(cloudwatchMessages)
  const query = useQuery('metrics', listMetrics)
  const [selected, setSelected] = useState<readonly Metric[]>([])
  return (
    <ContentLayout header={<Header variant="h1">{texts.allMetrics}</Header>}>
      <SpaceBetween size="l">
        <Graph metrics={selected.slice(0, MOST_SHOWN)} />
        <ResourceTable
          variant="container"
          title={texts.allMetrics}
          query={query}
          nameOf={idOf}
          empty={
            <SpaceBetween size="s">
              <b>{texts.emptyMetrics}</b>
              <div>{texts.emptyMetricsHelp}</div>
            </SpaceBetween>
          }
          columns={[
            { id: 'name', header: texts.metric, cell: ({ MetricName }) => MetricName, sortBy: ({ MetricName }) => MetricName },
            { id: 'namespace', header: texts.namespace, cell: ({ Namespace }) => Namespace, sortBy: ({ Namespace }) => Namespace },
            { id: 'dimensions', header: texts.dimensions, cell: dimensionsOf, sortBy: dimensionsOf },
          ]}
          selection={{ type: 'multi', selected, onChange: setSelected }}
        />
      </SpaceBetween>
    </ContentLayout>
  )
}

const shownMetric = (metric: Metric, statistic: Statistic): ShownMetric => ({
  label: `${metric.MetricName} (${dimensionsOf(metric)})`,
  namespace: metric.Namespace ?? '',
  name: metric.MetricName ?? '',
  dimensions: Object.fromEntries((metric.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value])),
  statistic,
})

function Graph({ metrics }: { readonly metrics: readonly Metric[] }) {
  const texts = useText(cloudwatchMessages)
  const [statistic, setStatistic] = useState<Statistic>('Average')
  const [hours, setHours] = useState('3')
  const range = () => {
    const end = Date.now() + 60_000
    // A chart is some hundred points wide.
    const periodSeconds = Math.max(60, Math.ceil((Number(hours) * 3600) / 360 / 60) * 60)
    return { start: new Date(end - Number(hours) * 3_600_000), end: new Date(end), periodSeconds }
  }
  return (
    <Container header={<Header variant="h2">{texts.graphed}</Header>}>
      <SpaceBetween size="m">
        <ColumnLayout columns={2}>
          <ChoiceField
            label={texts.statistic}
            value={statistic}
            choices={STATISTICS.map((value) => ({ value, label: value }))}
            onChange={(value) => setStatistic(value as Statistic)}
          />
          <ChoiceField
            label={texts.range}
            value={hours}
            choices={HOURS.map((count) => ({ value: String(count), label: texts.hours(count) }))}
            onChange={setHours}
          />
        </ColumnLayout>
        {metrics.length === 0 ? (
          texts.chooseMetrics
        ) : (
          <MetricChart key={hours} title="" metrics={metrics.map((metric) => shownMetric(metric, statistic))} range={range} live={false} />
        )}
      </SpaceBetween>
    </Container>
  )
}
