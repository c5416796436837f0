/** What Organizations' tests share: a server whose account manages an organization, and accounts of it. */
import { after } from 'node:test'
import { CreateAccountCommand, CreateOrganizationCommand, DescribeCreateAccountStatusCommand, ListRootsCommand } from '@aws-sdk/client-organizations'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { Clients, Credentials } from '../../support/clients.ts'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

export async function startOrganization() {
  const server = await startServer({ config: { describeWaitMs: 2_000 } })
  after(() => server.stop())
  const { organizations, iam } = server.clients
  const { Organization } = await organizations.send(new CreateOrganizationCommand({}))
  const { Roots } = await organizations.send(new ListRootsCommand({}))
  const administrator = await makeUser(iam, 'administrator', allow())
  const own = server.clientsAs(administrator)

  /** Asks until the request is done; each answer may wait for that. */
  async function settled(id: string) {
    for (let looks = 0; looks < 20; looks++) {
      const { CreateAccountStatus: status } = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }))
      if (status?.State !== 'IN_PROGRESS') return status
    }
    throw new Error('The account is not made.')
  }

  return {
    server,
    organizations,
    organization: Organization,
    rootId: Roots?.[0]?.Id as string,
    administrator,
    settled,
    /** A new account's number. */
    async account(name: string, more: object = {}): Promise<string> {
      const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ Email: `${name}@example.com`, AccountName: name, ...more }))
      const status = await settled(CreateAccountStatus?.Id as string)
      if (status?.AccountId === undefined) throw new Error(`no account: ${status?.FailureReason}`)
      return status.AccountId
    },
    /** The administrator in another account, by the role that is made with it. */
    async inside(account: string, role = 'OrganizationAccountAccessRole'): Promise<Clients> {
      const { Credentials: made } = await own.sts.send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'administrator' }),
      )
      return server.clientsAs(credentialsOf(made))
    },
  }
}

export const MANAGEMENT = ACCOUNT

export const credentialsOf = (
  made: { AccessKeyId?: string | undefined; SecretAccessKey?: string | undefined; SessionToken?: string | undefined } | undefined,
): Credentials => ({
  accessKeyId: made?.AccessKeyId as string,
  secretAccessKey: made?.SecretAccessKey as string,
  ...(made?.SessionToken === undefined ? {} : { sessionToken: made.SessionToken }),
})
