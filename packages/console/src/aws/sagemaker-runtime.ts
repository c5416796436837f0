import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { perSession } from './client.ts'

export const sagemakerRuntime = perSession((settings) => new SageMakerRuntimeClient(settings))
