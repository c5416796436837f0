import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { perSession } from './client.ts'

export const logs = perSession((settings) => new CloudWatchLogsClient(settings))
