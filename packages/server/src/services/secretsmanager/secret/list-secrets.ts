import type { ListSecretsRequest, ListSecretsResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { secretsLimits } from '../limits.ts'
import { page } from '../page.ts'
import { stagesByVersion } from './describe-secret.ts'
import { dropDueSecrets } from './drop-secret.ts'
import * as secrets from './secret.store.ts'
import { type Secret, summarize } from './secret.ts'
import { selected } from './select-secrets.ts'

type Order = (one: Secret, other: Secret) => number

const ORDERS: Readonly<Record<string, Order>> = {
  'created-date': (one, other) => one.createdAt.getTime() - other.createdAt.getTime(),
  'last-accessed-date': (one, other) => (one.accessedAt?.getTime() ?? 0) - (other.accessedAt?.getTime() ?? 0),
  'last-changed-date': (one, other) => one.changedAt.getTime() - other.changedAt.getTime(),
  name: (one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)),
}

/** Never values. Secrets that are to be deleted only when they are asked for. */
export const listSecrets: Operation<ListSecretsRequest, ListSecretsResponse> = (input, ctx) => {
  dropDueSecrets(ctx)
  const found = secrets
    .all(ctx)
    .filter(({ deletion }) => !deletion || input.IncludePlannedDeletion)
    .map((secret) => ({ secret, tags: ctx.tags.of(secret.arn) }))
  const order = ORDERS[input.SortBy ?? 'created-date'] as Order
  const sorted = selected(found, input.Filters).sort((a, b) => order(a.secret, b.secret))
  if (input.SortOrder === 'desc') sorted.reverse()
  const { things, more } = page(sorted, input.MaxResults ?? secretsLimits.pageOfSecrets, input.NextToken)
  return { SecretList: things.map(({ secret, tags }) => summarize(secret, stagesByVersion(ctx, secret.arn), tags)), ...more }
}
