/** An account that Organizations makes: nothing in it but the role by which the management account works there. */
import { iamId } from '../../../lib/ids.ts'
import type { Database, Ports } from '../../../operation.ts'
import * as accessKeys from '../access-key/access-key.store.ts'
import { putInline } from '../principal/principal-policies.store.ts'
import * as roles from '../role/role.store.ts'
import { DEFAULT_MAX_SESSION_SECONDS, type RoleRecord, roleArn } from '../role/role.ts'
import * as users from '../user/user.store.ts'

const everything = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })

const trustIn = (account: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }] })

/** As AWS makes it: an inline policy AdministratorAccess, and trust in the management account. In the open transaction. */
export function openAccount(ports: Ports, account: string, roleName: string, trusted: string): void {
  const role: RoleRecord = {
    name: roleName,
    path: '/',
    arn: roleArn(account, '/', roleName),
    id: iamId('AROA'),
    createdAt: ports.now,
    trustPolicy: trustIn(trusted),
    description: undefined,
    maxSessionSeconds: DEFAULT_MAX_SESSION_SECONDS,
    boundaryArn: undefined,
  }
  roles.insert(ports.db, account, role)
  putInline(ports.db, { account, kind: 'role', name: roleName }, { name: 'AdministratorAccess', document: everything })
  ports.wake(role.arn)
}

/** Whether IAM knows anything of an account. */
export const accountIsKnown = (db: Database, account: string): boolean =>
  roles.count(db, account) > 0 || users.count(db, account) > 0 || accessKeys.ofUser(db, account, undefined).length > 0
