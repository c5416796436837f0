import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { perSession } from './client.ts'

export const secretsManager = perSession((settings) => new SecretsManagerClient(settings))
