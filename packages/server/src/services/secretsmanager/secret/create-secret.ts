import { randomInt } from 'node:crypto'
import type { CreateSecretRequest, CreateSecretResponse } from '@aws-sdk/client-secrets-manager'
import { uuid } from '../../../lib/ids.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { badName, invalidRequest, limitExceeded, notYet, secretExists } from '../errors.ts'
import { secretsLimits } from '../limits.ts'
import type { WithCrossAccountPrimary } from '../newer-members.ts'
import { addVersion } from '../secret-version/add-version.ts'
import { givenValue, openValue, sameValue } from '../secret-version/secret-value.ts'
import * as versions from '../secret-version/secret-version.store.ts'
import { CURRENT } from '../secret-version/secret-version.ts'
import { dropDueSecrets } from './drop-secret.ts'
import * as secrets from './secret.store.ts'
import type { Secret } from './secret.ts'
import { setTags } from './set-tags.ts'

const NAME = /^[a-zA-Z0-9/_+=.@!-]+$/
const SUFFIX_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Six random letters: a secret that is made again under the name of a deleted one is another secret. */
const suffix = (): string => Array.from({ length: 6 }, () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)]).join('')

function refuseUnsupported(input: Valid<CreateSecretRequest & WithCrossAccountPrimary>): void {
  if (input.AddReplicaRegions?.length) throw notYet('replicas in other regions (AddReplicaRegions)')
  if (input.CrossAccountPrimaryARN !== undefined) throw notYet('replicas in other accounts (CrossAccountPrimaryARN)')
  if (input.Type !== undefined) throw notYet("partners' secrets (Type)")
}

export const createSecret: Operation<CreateSecretRequest, CreateSecretResponse> = (input, ctx) => {
  refuseUnsupported(input)
  if (!NAME.test(input.Name)) throw badName()
  const value = givenValue(input)
  dropDueSecrets(ctx)
  const known = secrets.findByName(ctx, ctx.account, ctx.region, input.Name)
  if (known?.deletion) throw invalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.")
  if (known) return again(ctx, known, input)
  if (secrets.count(ctx) >= secretsLimits.secretsPerRegion) throw limitExceeded('The account has the most secrets that it can have in this region.')
  const secret: Secret = {
    account: ctx.account,
    region: ctx.region,
    name: input.Name,
    arn: `arn:aws:secretsmanager:${ctx.region}:${ctx.account}:secret:${input.Name}-${suffix()}`,
    ...(input.Description === undefined ? {} : { description: input.Description }),
    ...(input.KmsKeyId ? { kmsKeyId: input.KmsKeyId } : {}),
    createdAt: ctx.now,
    changedAt: ctx.now,
  }
  secrets.insert(ctx, secret)
  setTags(ctx, secret.arn, input.Tags)
  if (!value) return { ARN: secret.arn, Name: secret.name }
  const id = input.ClientRequestToken ?? uuid()
  addVersion(ctx, secret, { id, value, stages: [CURRENT] })
  return { ARN: secret.arn, Name: secret.name, VersionId: id }
}

/** The same request again, told by its token, changes nothing; any other one meets a name that is taken. */
function again(ctx: Context, known: Secret, input: Valid<CreateSecretRequest>): CreateSecretResponse {
  const id = input.ClientRequestToken
  const value = givenValue(input)
  const stored = id === undefined ? undefined : versions.sealedValue(ctx, known.arn, id)
  if (id === undefined || !value || !stored || !sameValue(openValue(ctx, known.arn, id, stored), value)) throw secretExists(known.name)
  return { ARN: known.arn, Name: known.name, VersionId: id }
}
