import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { MetricChart, type ShownMetric } from '../../../components/metrics/metric-chart.tsx'
import { RoundsChart } from '../../../components/metrics/rounds-chart.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { trainingJobMessages } from './training-job.messages.ts'
import { isRunning } from './training-job-queries.ts'

const NAMESPACE = '/aws/sagemaker/TrainingJobs'
const LOG_GROUP = '/aws/sagemaker/TrainingJobs'
const INSTANCE_METRICS = ['CPUUtilization', 'MemoryUtilization', 'DiskUtilization'] as const

/** Charts of what the algorithm reported and of how busy the instance was. */
export function TrainingMetrics({ job }: { readonly job: DescribeTrainingJobResponse }) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const live = isRunning(job.TrainingJobStatus)
  const range = () => rangeOf(job)
  const final = job.FinalMetricDataList ?? []
  return (
    <Container header={<Header variant="h2">{fields.monitor}</Header>}>
      <SpaceBetween size="l">
        <RoundsChart title={texts.rounds} source={{ group: LOG_GROUP, streamPrefix: `${job.TrainingJobName}/` }} live={live} />
        <ColumnLayout columns={2}>
          <MetricChart title={texts.metrics} metrics={algorithmMetrics(job)} range={range} live={live} />
          <MetricChart title={texts.instanceMetrics} metrics={instanceMetrics(job)} range={range} live={live} />
        </ColumnLayout>
        {final.length > 0 && (
          <KeyValuePairs
            columns={3}
            items={final.map(({ MetricName, Value }) => ({ label: MetricName, value: Value === undefined ? '-' : Number(Value.toPrecision(6)) }))}
          />
        )}
      </SpaceBetween>
    </Container>
  )
}

/** Short jobs are over within a minute: the finest period that the length allows. */
function rangeOf({ CreationTime = new Date(), TrainingEndTime }: DescribeTrainingJobResponse) {
  const start = new Date(CreationTime.getTime() - 60_000)
  const end = new Date((TrainingEndTime ?? new Date()).getTime() + 60_000)
  const seconds = (end.getTime() - start.getTime()) / 1000
  return { start, end, periodSeconds: seconds < 1200 ? 1 : 60 }
}

const algorithmMetrics = ({ TrainingJobName = '', AlgorithmSpecification, FinalMetricDataList }: DescribeTrainingJobResponse): ShownMetric[] => {
  const names = (FinalMetricDataList ?? []).map(({ MetricName = '' }) => MetricName)
  const wanted = names.length > 0 ? names : (AlgorithmSpecification?.MetricDefinitions ?? []).map(({ Name = '' }) => Name)
  return wanted.slice(0, 10).map((name) => ({ label: name, namespace: NAMESPACE, name, dimensions: { TrainingJobName }, statistic: 'Average' }))
}

const instanceMetrics = ({ TrainingJobName }: DescribeTrainingJobResponse): ShownMetric[] =>
  INSTANCE_METRICS.map((name) => ({ label: name, namespace: NAMESPACE, name, dimensions: { Host: `${TrainingJobName}/algo-1` }, statistic: 'Average' }))
