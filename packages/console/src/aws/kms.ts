import { KMSClient } from '@aws-sdk/client-kms'
import { perSession } from './client.ts'

export const kms = perSession((settings) => new KMSClient(settings))
