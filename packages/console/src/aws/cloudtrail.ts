import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { perSession } from './client.ts'

export const cloudtrail = perSession((settings) => new CloudTrailClient(settings))
