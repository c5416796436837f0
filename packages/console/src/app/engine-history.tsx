import { DescribeEndpointCommand, DescribeNotebookInstanceCommand, DescribeTrainingJobCommand, DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { sagemaker } from '../aws/sagemaker.ts'
import { useQuery } from '../aws/use-query.ts'
import { ErrorText } from '../components/error-text.tsx'
import { LogEvents } from '../components/logs/log-events.tsx'
import type { LogSource } from '../components/logs/use-log-events.ts'
import { Status } from '../components/status.tsx'
import { Time } from '../components/time.tsx'
import { useText } from '../i18n/use-text.ts'
import { appMessages } from './app.messages.ts'
import type { Subject } from './call-subject.ts'

interface Moment {
  readonly status: string
  readonly at: Date | undefined
  readonly message?: string | undefined
}

interface History {
  readonly moments: readonly Moment[]
  readonly passing: boolean
}

const PASSING = /^(InProgress|Stopping|Creating|Updating|SystemUpdating|RollingBack|Deleting|Pending)$/

const moments = (status = '', created: Date | undefined, changed: Date | undefined, message: string | undefined): History => ({
  moments: [
    { status: 'Created', at: created },
    { status, at: changed, message },
  ],
  passing: PASSING.test(status),
})

async function read({ kind, name }: Subject): Promise<History> {
  if (kind === 'trainingJob') {
    const job = await sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName: name }))
    const steps = (job.SecondaryStatusTransitions ?? []).map(({ Status: status = '', StartTime, StatusMessage }) => ({
      status,
      at: StartTime,
      message: StatusMessage,
    }))
    return { moments: steps, passing: PASSING.test(job.TrainingJobStatus ?? '') }
  }
  if (kind === 'transformJob') {
    const job = await sagemaker().send(new DescribeTransformJobCommand({ TransformJobName: name }))
    return moments(job.TransformJobStatus, job.CreationTime, job.TransformEndTime ?? job.TransformStartTime, job.FailureReason)
  }
  if (kind === 'endpoint') {
    const endpoint = await sagemaker().send(new DescribeEndpointCommand({ EndpointName: name }))
    return moments(endpoint.EndpointStatus, endpoint.CreationTime, endpoint.LastModifiedTime, endpoint.FailureReason)
  }
  const instance = await sagemaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }))
  return moments(instance.NotebookInstanceStatus, instance.CreationTime, instance.LastModifiedTime, instance.FailureReason)
}

const logsOf = ({ kind, name }: Subject): LogSource => {
  if (kind === 'trainingJob') return { group: '/aws/sagemaker/TrainingJobs', streamPrefix: `${name}/` }
  if (kind === 'transformJob') return { group: '/aws/sagemaker/TransformJobs', streamPrefix: `${name}/` }
  if (kind === 'endpoint') return { group: `/aws/sagemaker/Endpoints/${name}` }
  return { group: '/aws/sagemaker/NotebookInstances', streamPrefix: `${name}/` }
}

/** What the engine did after a call: the states it went through, and what the work wrote into its log. */
export function EngineHistory({ subject }: { readonly subject: Subject }) {
  const texts = useText(appMessages)
  const { data, error } = useQuery(`history ${subject.kind} ${subject.name}`, () => read(subject), { passing: ({ passing }) => passing, restMs: 0 })
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{texts.engineHistory}</Box>
      {error !== undefined && <ErrorText error={error} />}
      <ol>
        {(data?.moments ?? []).map(({ status, at, message }) => (
          <li key={`${status} ${at?.getTime()}`}>
            <Time value={at} /> <Status value={status} /> {message}
          </li>
        ))}
      </ol>
      <LogEvents source={logsOf(subject)} live={data?.passing ?? false} />
    </SpaceBetween>
  )
}
