import { STSClient } from '@aws-sdk/client-sts'
import { perSession } from './client.ts'

export const sts = perSession((settings) => new STSClient(settings))
