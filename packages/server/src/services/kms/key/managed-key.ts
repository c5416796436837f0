/** Keys that AWS makes for its services, one a service, account and region, when one is first used. */
import { uuid } from '../../../lib/ids.ts'
import type { Context } from '../../../operation.ts'
import * as aliases from '../alias/alias.store.ts'
import { MS_PER_DAY } from '../limits.ts'
import * as keys from './key.store.ts'
import { type Key, keyArn } from './key.ts'
import { newMaterial } from './material.ts'

const NAMES: Readonly<Record<string, string>> = { s3: 'S3 objects', sagemaker: 'SageMaker resources', secretsmanager: 'secrets' }

const PREFIX = 'alias/aws/'

/** The aliases that every account has, with a key behind them or not yet. */
export const MANAGED_ALIASES: readonly string[] = Object.keys(NAMES).map((service) => PREFIX + service)

export const isReservedAlias = (name: string) => name.startsWith(PREFIX)

export const isManagedAlias = (name: string) => MANAGED_ALIASES.includes(name)

/** Everyone of the account through the service, as far as the service lets them; to look at, the account itself; to change, nobody. */
function policyOf(service: string, { account, region }: Context): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use it`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  })
}

const YEAR_DAYS = 365

/** Makes the key behind an alias of AWS's own. */
export function managedKey(ctx: Context, name: string): Key {
  const service = name.slice(PREFIX.length)
  const id = uuid()
  const key: Key = {
    account: ctx.account,
    region: ctx.region,
    id,
    arn: keyArn(ctx, id),
    usage: 'ENCRYPT_DECRYPT',
    spec: 'SYMMETRIC_DEFAULT',
    manager: 'AWS',
    description: `Default key that protects my ${NAMES[service]} when no other key is defined`,
    enabled: true,
    createdAt: ctx.now,
    policy: policyOf(service, ctx),
    rotation: { periodDays: YEAR_DAYS, nextAt: new Date(ctx.now.getTime() + YEAR_DAYS * MS_PER_DAY) },
  }
  keys.put(ctx.db, key)
  newMaterial(ctx, key, 'CREATION')
  aliases.put(ctx.db, { account: ctx.account, region: ctx.region, name, keyId: id, createdAt: ctx.now, updatedAt: ctx.now })
  return key
}
