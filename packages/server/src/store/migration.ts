/**
 * A step of the database's history. A room's `*.store.ts` exports its own as `migrations`; `app.ts` lists them all, in order.
 * An applied migration never changes: a new version of a table is a further migration.
 */
export interface Migration {
  /** Unique for ever, for example `sagemaker/model/1`. */
  readonly id: string
  readonly sql: string
}
