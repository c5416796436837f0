import type { Credentials } from '@aws-sdk/client-sts'
import type { TemporaryCredentials } from '../../operation.ts'

export const toCredentials = ({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: TemporaryCredentials): Credentials => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken,
  Expiration: expiresAt,
})
