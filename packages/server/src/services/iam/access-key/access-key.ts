/** A long-term access key, of a user or of the account's root. */
export interface AccessKeyRecord {
  readonly id: string
  readonly account: string
  /** Undefined: the root's. */
  readonly userName: string | undefined
  /** As it is: a signature cannot be checked with less. The database is its owner's only (0700, like AWS's own files of credentials). */
  readonly secret: string
  readonly status: 'Active' | 'Inactive'
  readonly createdAt: Date
  readonly lastUsed: { readonly at: Date; readonly service: string; readonly region: string } | undefined
}
