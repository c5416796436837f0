import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import { perSession } from './client.ts'

export const sagemaker = perSession((settings) => new SageMakerClient(settings))
