/** All SQL about MFA devices. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { MfaDeviceRecord } from './mfa-device.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/mfa-device/1',
    sql: `CREATE TABLE iam_mfa_device (
      serial TEXT PRIMARY KEY, account TEXT NOT NULL, seed BLOB NOT NULL, created_at_ms INTEGER NOT NULL,
      owner TEXT COLLATE NOCASE, enabled_at_ms INTEGER, last_step INTEGER NOT NULL DEFAULT 0, drift_steps INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX iam_mfa_device_of_owner ON iam_mfa_device (account, owner)`,
  },
]

interface Row {
  serial: string
  account: string
  seed: Uint8Array
  created_at_ms: number
  owner: string | null
  enabled_at_ms: number | null
  last_step: number
  drift_steps: number
}

const fromRow = (row: Row): MfaDeviceRecord => ({
  serial: row.serial,
  account: row.account,
  seed: row.seed,
  createdAt: new Date(row.created_at_ms),
  owner: row.owner ?? undefined,
  enabledAt: row.enabled_at_ms === null ? undefined : new Date(row.enabled_at_ms),
  lastStep: row.last_step,
  driftSteps: row.drift_steps,
})

export function find(db: Database, serial: string): MfaDeviceRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_mfa_device WHERE serial = ?').get(serial)
  return row && fromRow(row as unknown as Row)
}

/** All of an account, by serial number. */
export function list(db: Database, account: string): MfaDeviceRecord[] {
  return (db.prepare('SELECT * FROM iam_mfa_device WHERE account = ? ORDER BY serial').all(account) as unknown as Row[]).map(fromRow)
}

/** The enabled devices of a user, or of root (`''`). */
export function ofOwner(db: Database, account: string, owner: string): MfaDeviceRecord[] {
  return (db.prepare('SELECT * FROM iam_mfa_device WHERE account = ? AND owner = ? ORDER BY serial').all(account, owner) as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, { serial, account, seed, createdAt }: MfaDeviceRecord): void {
  db.prepare('INSERT INTO iam_mfa_device (serial, account, seed, created_at_ms) VALUES (?, ?, ?, ?)').run(serial, account, seed, createdAt.getTime())
}

export function enable(db: Database, serial: string, owner: string, at: Date): void {
  db.prepare('UPDATE iam_mfa_device SET owner = ?, enabled_at_ms = ? WHERE serial = ?').run(owner, at.getTime(), serial)
}

export function disable(db: Database, serial: string): void {
  db.prepare('UPDATE iam_mfa_device SET owner = NULL, enabled_at_ms = NULL WHERE serial = ?').run(serial)
}

/** A code of this step was used. */
export function used(db: Database, serial: string, step: number, driftSteps: number): void {
  db.prepare('UPDATE iam_mfa_device SET last_step = ?, drift_steps = ? WHERE serial = ?').run(step, driftSteps, serial)
}

export function renameOwner(db: Database, account: string, owner: string, newOwner: string): void {
  db.prepare('UPDATE iam_mfa_device SET owner = ? WHERE account = ? AND owner = ?').run(newOwner, account, owner)
}

export function remove(db: Database, serial: string): void {
  db.prepare('DELETE FROM iam_mfa_device WHERE serial = ?').run(serial)
}
