/** What the stores of SageMaker's resources have in common: one row for each account, region and name. Names that differ only in case are one resource, as their ARN is. */
import type { Database, Ports } from '../../operation.ts'
import { parseSagemakerArn } from './arn.ts'

export type Where = Pick<Ports, 'db' | 'account' | 'region'>

export interface NamedTable<Resource> {
  find(where: Where, name: string): Resource | undefined
  /** Over all accounts and regions. Undefined for an ARN of another type, too. */
  findByArn(where: Pick<Ports, 'db'>, arn: string): Resource | undefined
  remove(where: Where, name: string): void
  /** ARNs, over all accounts and regions, of what the engine is not done with. Only for tables with `at_rest`. */
  unsettled(db: Database): string[]
  /** In the transaction that puts the events, so that after a kill each line stands once. Only for tables with `log_offset`. */
  setLogOffset(where: Where, name: string, offset: number): void
}

const ONE = 'account = ? AND region = ? AND name_key = ?'

/** `type` is the ARN's resource type. */
export function namedTable<Row, Resource>(table: string, type: string, fromRow: (row: Row) => Resource): NamedTable<Resource> {
  const find: NamedTable<Resource>['find'] = ({ db, account, region }, name) => {
    const row = db.prepare(`SELECT * FROM ${table} WHERE ${ONE}`).get(account, region, name.toLowerCase())
    return row && fromRow(row as unknown as Row)
  }
  return {
    find,
    findByArn({ db }, arn) {
      const parsed = parseSagemakerArn(arn)
      return parsed?.type === type ? find({ db, account: parsed.account, region: parsed.region }, parsed.name) : undefined
    },
    remove({ db, account, region }, name) {
      db.prepare(`DELETE FROM ${table} WHERE ${ONE}`).run(account, region, name.toLowerCase())
    },
    unsettled: (db) => (db.prepare(`SELECT arn FROM ${table} WHERE at_rest = 0`).all() as { arn: string }[]).map(({ arn }) => arn),
    setLogOffset({ db, account, region }, name, offset) {
      db.prepare(`UPDATE ${table} SET log_offset = ? WHERE ${ONE}`).run(offset, account, region, name.toLowerCase())
    },
  }
}
