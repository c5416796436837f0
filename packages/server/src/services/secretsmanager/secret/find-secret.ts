/** Secrets by what callers call them: a name, an ARN, or an ARN without the random letters at its end. */
import type { Ports } from '../../../operation.ts'
import { markedForDeletion, secretNotFound } from '../errors.ts'
import { dropDueSecrets } from './drop-secret.ts'
import * as secrets from './secret.store.ts'
import type { Secret } from './secret.ts'

const ARN = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/s

export interface Place {
  readonly account: string
  readonly region: string
  readonly name: string
}

/** Whose secret an id names. A name is the caller's own. */
export function placeOf({ account, region }: Pick<Ports, 'account' | 'region'>, secretId: string): Place {
  const [, inRegion, ofAccount, name] = ARN.exec(secretId) ?? []
  return inRegion === undefined || ofAccount === undefined || name === undefined
    ? { account, region, name: secretId }
    : { account: ofAccount, region: inRegion, name }
}

/** Without the random letters, which only a secret that is there has. */
const arnOfPlace = ({ account, region, name }: Place): string => `arn:aws:secretsmanager:${region}:${account}:secret:${name}`

/** The ARN of the secret that an id names; of one that is not there, as far as the id tells it. */
export const arnOfId = (ports: Pick<Ports, 'db' | 'account' | 'region'>, secretId: string): string =>
  findSecret(ports, secretId)?.arn ?? arnOfPlace(placeOf(ports, secretId))

/** Another region's secrets are not there for this one. */
export function findSecret(ports: Pick<Ports, 'db' | 'account' | 'region'>, secretId: string): Secret | undefined {
  const place = placeOf(ports, secretId)
  if (place.region !== ports.region) return undefined
  return (secretId.startsWith('arn:') ? secrets.findByArn(ports, secretId) : undefined) ?? secrets.findByName(ports, place.account, place.region, place.name)
}

/** Undefined for one that is to be deleted, too. */
export function findUsableSecret(ports: Ports, secretId: string): Secret | undefined {
  dropDueSecrets(ports)
  const secret = findSecret(ports, secretId)
  return secret?.deletion ? undefined : secret
}

/** Throws ResourceNotFoundException; InvalidRequestException for one that is to be deleted. */
export function mustFindSecret(ports: Ports, secretId: string): Secret {
  const secret = mustFindAnySecret(ports, secretId)
  if (secret.deletion) throw markedForDeletion()
  return secret
}

/** The same, and one that is to be deleted is found too. */
export function mustFindAnySecret(ports: Ports, secretId: string): Secret {
  dropDueSecrets(ports)
  const secret = findSecret(ports, secretId)
  if (!secret) throw secretNotFound()
  return secret
}
