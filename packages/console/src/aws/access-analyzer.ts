import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import { perSession } from './client.ts'

export const accessAnalyzer = perSession((settings) => new AccessAnalyzerClient(settings))
