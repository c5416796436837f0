/** A grant, as lists tell it. */
import type { GrantListEntry } from '@aws-sdk/client-kms'
import { keyArn } from '../key/key.ts'
import type { Grant } from './grant.store.ts'

export const entryOf = (grant: Grant): GrantListEntry => ({
  KeyId: keyArn(grant, grant.keyId),
  GrantId: grant.id,
  Name: grant.name ?? '',
  CreationDate: grant.createdAt,
  GranteePrincipal: grant.grantee,
  ...(grant.retiring !== undefined && { RetiringPrincipal: grant.retiring }),
  IssuingAccount: grant.issuer,
  Operations: [...grant.operations],
  ...(grant.constraints && { Constraints: grant.constraints }),
})
