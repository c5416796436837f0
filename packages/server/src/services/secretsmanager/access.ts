/** What Secrets Manager's calls are about, and the policies that guard secrets. */
import { type Asked, type Guard, type ServiceAccess, text } from '../../access.ts'
import { arnOfId } from './secret/find-secret.ts'
import * as secrets from './secret/secret.store.ts'
import { CURRENT } from './secret-version/secret-version.ts'

/** The secret's ARN; of one that is not there, its name in an ARN's place, so that only who may use such names learns that it is not there. */
function secretArn({ ctx, input }: Asked): string {
  const id = text(input.SecretId)
  return id === undefined ? '*' : arnOfId(ctx, id)
}

/** The six letters are not known before it is made; a policy with `*` or `??????` in their place fits. */
const newArn = ({ ctx, input }: Asked): string => `arn:aws:secretsmanager:${ctx.region}:${ctx.account}:secret:${text(input.Name)}-??????`

/** The public table does not find its own resource type's spelling: every operation that has a SecretId is about that secret. */
const ABOUT_ONE = [
  'CancelRotateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'DescribeSecret',
  'GetResourcePolicy',
  'GetSecretValue',
  'ListSecretVersionIds',
  'PutResourcePolicy',
  'PutSecretValue',
  'RestoreSecret',
  'RotateSecret',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
  'ValidateResourcePolicy',
] as const

/** Members of requests by the condition keys that they fill. */
const MEMBERS: Readonly<Record<string, string>> = {
  'secretsmanager:blockpublicpolicy': 'BlockPublicPolicy',
  'secretsmanager:description': 'Description',
  'secretsmanager:forcedeletewithoutrecovery': 'ForceDeleteWithoutRecovery',
  'secretsmanager:kmskeyid': 'KmsKeyId',
  'secretsmanager:name': 'Name',
  'secretsmanager:recoverywindowindays': 'RecoveryWindowInDays',
  'secretsmanager:versionid': 'VersionId',
}

export const access: ServiceAccess = {
  resources: { CreateSecret: newArn, ...Object.fromEntries(ABOUT_ONE.map((operation) => [operation, secretArn])) },
  *also({ operation, input }, resource) {
    if (operation === 'CreateSecret' && Array.isArray(input.Tags) && input.Tags.length > 0) yield { action: 'secretsmanager:TagResource', resource }
  },
  key(key, { operation, input }, resource) {
    if (key === 'secretsmanager:secretid') return resource === '*' ? undefined : [resource]
    if (key === 'secretsmanager:secretprimaryregion') return resource === '*' ? undefined : [resource.split(':')[3] ?? '']
    if (key === 'secretsmanager:versionstage') {
      const stage = text(input.VersionStage) ?? (operation === 'GetSecretValue' && input.VersionId === undefined ? CURRENT : undefined)
      return stage === undefined ? undefined : [stage]
    }
    const member = MEMBERS[key]
    const value = member === undefined ? undefined : input[member]
    return value === undefined ? undefined : [String(value)]
  },
  /** Like a bucket's: it adds to identity policies, and another account needs both. */
  guard(arn, { ctx }): Guard | undefined {
    const secret = secrets.findByArn(ctx, arn)
    return secret && { account: secret.account, policy: secret.policy }
  },
}
