/** A user: a person or a program with keys of its own. */
import type { User } from '@aws-sdk/client-iam'

export interface UserRecord {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `AIDA…` */
  readonly id: string
  readonly createdAt: Date
  readonly boundaryArn: string | undefined
}

export const userArn = (account: string, path: string, name: string) => `arn:aws:iam::${account}:user${path}${name}`

/** `passwordUsedAt`: when the user last signed in with a password. */
export const describeUser = (user: UserRecord, passwordUsedAt?: Date): User => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: user.createdAt,
  ...(passwordUsedAt ? { PasswordLastUsed: passwordUsedAt } : {}),
})

/** The name at the end of a user's ARN, or undefined when the ARN is none of a user. */
export function userNameOf(arn: string): string | undefined {
  return /^arn:aws:iam::\d{12}:user\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64})$/.exec(arn)?.[1]
}
