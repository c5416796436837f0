import { IAMClient } from '@aws-sdk/client-iam'
import { perSession } from './client.ts'

export const iam = perSession((settings) => new IAMClient(settings))
