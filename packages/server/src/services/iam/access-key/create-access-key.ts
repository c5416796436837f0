import type { CreateAccessKeyRequest, CreateAccessKeyResponse } from '@aws-sdk/client-iam'
import { accessKeyId, secretAccessKey } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import * as accessKeys from './access-key.store.ts'
import { keyOwner } from './find-access-key.ts'

/** The only answer that ever shows the secret. */
export const createAccessKey: Operation<CreateAccessKeyRequest, CreateAccessKeyResponse> = (input, ctx) => {
  const owner = keyOwner(ctx, input.UserName)
  if (accessKeys.ofUser(ctx.db, ctx.account, owner.userName).length >= limits.accessKeysPerUser)
    throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${limits.accessKeysPerUser}`)
  const key = {
    id: accessKeyId('AKIA', ctx.account),
    account: ctx.account,
    userName: owner.userName,
    secret: secretAccessKey(),
    status: 'Active' as const,
    createdAt: ctx.now,
    lastUsed: undefined,
  }
  accessKeys.insert(ctx.db, key)
  ctx.wake(owner.arn)
  return { AccessKey: { UserName: owner.userName ?? 'root', AccessKeyId: key.id, Status: key.status, SecretAccessKey: key.secret, CreateDate: key.createdAt } }
}
