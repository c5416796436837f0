import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { perSession } from './client.ts'

export const cloudwatch = perSession((settings) => new CloudWatchClient(settings))
