import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { groupExists, invalidParameter } from '../errors.ts'
import { logGroupArn } from '../names.ts'
import * as groups from './log-group.store.ts'
import { tagList } from './tags.ts'

/** Encryption with a key and protection from deletion are refused by name: nothing would keep what they promise. */
export const createLogGroup: Operation<CreateLogGroupRequest, Record<string, never>> = (input, ctx) => {
  const { logGroupName, kmsKeyId, deletionProtectionEnabled, logGroupClass, tags } = input
  if (kmsKeyId !== undefined) throw invalidParameter('Kenja does not encrypt log groups: kmsKeyId is not supported.')
  if (deletionProtectionEnabled === true) throw invalidParameter('Kenja does not protect log groups from deletion: deletionProtectionEnabled is not supported.')
  const made = groups.insert(ctx, {
    name: logGroupName,
    createdAtMs: ctx.now.getTime(),
    retentionInDays: undefined,
    logGroupClass: logGroupClass ?? 'STANDARD',
  })
  if (!made) throw groupExists()
  ctx.tags.set(logGroupArn(ctx, logGroupName), tagList(tags))
  return {}
}
