import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import Box from '@cloudscape-design/components/box'
import LineChart from '@cloudscape-design/components/line-chart'
import { preferences } from '../../app/preferences.ts'
import { cloudwatch } from '../../aws/cloudwatch.ts'
import { useQuery } from '../../aws/use-query.ts'
import { useText } from '../../i18n/use-text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useStore } from '../../lib/store.ts'
import { ErrorAlert } from '../error-text.tsx'
import { metricsMessages } from './metrics.messages.ts'

export interface ShownMetric {
  readonly label: string
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly statistic: 'Average' | 'Sum' | 'Maximum' | 'Minimum' | 'SampleCount'
}

export interface MetricChartProperties {
  readonly title: string
  readonly metrics: readonly ShownMetric[]
  /** What of time is shown; asked again at each look, so that "now" moves. */
  readonly range: () => { readonly start: Date; readonly end: Date; readonly periodSeconds: number }
  readonly live: boolean
}

const LIVE_MS = 5_000
const REST_MS = 30_000

/** A line a metric, over time. */
export function MetricChart({ title, metrics, range, live }: MetricChartProperties) {
  const texts = useText(metricsMessages)
  const { language } = useStore(preferences)
  const { data, error, loading, reload } = useQuery(`metrics ${JSON.stringify(metrics)} ${range().periodSeconds}`, () => readMetrics(metrics, range()), {
    restMs: live ? LIVE_MS : REST_MS,
    when: metrics.length > 0,
  })
  if (error !== undefined) return <ErrorAlert error={error} title={texts.failed} onRetry={reload} />
  const series = (data ?? []).filter((one) => one.data.length > 0)
  const times = series.flatMap(({ data: points }) => points.map(({ x }) => x.getTime()))
  const shown = times.length > 0 ? [new Date(Math.min(...times)), new Date(Math.max(...times))] : undefined
  const short = shown !== undefined && Number(shown[1]) - Number(shown[0]) < 10 * 60_000
  const time = new Intl.DateTimeFormat(language, short ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' })
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <LineChart
        height={180}
        series={series}
        xScaleType="time"
        xTitle={texts.time}
        yTitle={texts.value}
        ariaLabel={title}
        hideFilter
        statusType={loading && !data ? 'loading' : 'finished'}
        loadingText={texts.loading}
        empty={texts.empty}
        noMatch={texts.empty}
        xTickFormatter={(at) => time.format(at)}
        yTickFormatter={(value) => formatNumber(value, language, 4)}
        {...(shown && Number(shown[0]) < Number(shown[1]) && { xDomain: shown })}
      />
    </div>
  )
}

async function readMetrics(metrics: readonly ShownMetric[], { start, end, periodSeconds }: ReturnType<MetricChartProperties['range']>) {
  const { MetricDataResults = [] } = await cloudwatch().send(
    new GetMetricDataCommand({
      StartTime: start,
      EndTime: end,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: metrics.map(({ namespace, name, dimensions, statistic }, at) => ({
        Id: `m${at}`,
        MetricStat: {
          Metric: { Namespace: namespace, MetricName: name, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) },
          Period: periodSeconds,
          Stat: statistic,
        },
      })),
    }),
  )
  return metrics.map(({ label }, at) => {
    const result = MetricDataResults.find(({ Id }) => Id === `m${at}`)
    return {
      type: 'line' as const,
      title: label,
      data: (result?.Timestamps ?? []).map((x, index) => ({ x, y: result?.Values?.[index] ?? 0 })),
    }
  })
}
