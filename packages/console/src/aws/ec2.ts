import { EC2Client } from '@aws-sdk/client-ec2'
import { perSession } from './client.ts'

export const ec2 = perSession((settings) => new EC2Client(settings))
