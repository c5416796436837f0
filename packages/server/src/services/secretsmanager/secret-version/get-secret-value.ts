import type { GetSecretValueRequest, GetSecretValueResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import { readValue } from './read-value.ts'

export const getSecretValue: Operation<GetSecretValueRequest, GetSecretValueResponse> = (input, ctx) =>
  readValue(ctx, mustFindSecret(ctx, input.SecretId), input)
