import Box from '@cloudscape-design/components/box'
import LineChart from '@cloudscape-design/components/line-chart'
import { preferences } from '../../app/preferences.ts'
import { useText } from '../../i18n/use-text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useStore } from '../../lib/store.ts'
import { type LogSource, useLogEvents } from '../logs/use-log-events.ts'
import { metricsMessages } from './metrics.messages.ts'
import { heightOf, readRounds } from './rounds.ts'

/** Learning curves, read from the job's log: CloudWatch's metrics are a point a minute, and a job may be over in seconds. */
export function RoundsChart({ title, source, live }: { readonly title: string; readonly source: LogSource; readonly live: boolean }) {
  const texts = useText(metricsMessages)
  const { language } = useStore(preferences)
  const { data = [] } = useLogEvents(source, live)
  const rounds = readRounds(data.map(({ message = '' }) => message))
  if (rounds.length === 0) return null
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <LineChart
        height={180}
        series={rounds.map(({ name, points }) => ({ type: 'line' as const, title: name, data: points }))}
        xScaleType="linear"
        xTitle={texts.round}
        yTitle={texts.value}
        ariaLabel={title}
        hideFilter
        yDomain={heightOf(rounds.flatMap(({ points }) => points.map(({ y }) => y)))}
        yTickFormatter={(value) => formatNumber(value, language, 4)}
      />
    </div>
  )
}
