/** The life of a request for an account: one step. */
import * as accounts from '../services/organizations/account/account.store.ts'
import { creationArn } from '../services/organizations/account/account.ts'
import { type AccountOpening, settleAccountCreation } from '../services/organizations/account/settle-account-creation.ts'
import * as organizations from '../services/organizations/organization/organization.store.ts'
import type { Life } from './life.ts'

/** Organizations has no region; its events and calls belong to this one. */
const REGION = 'us-east-1'

export function accountCreationLife(opening: AccountOpening): Life {
  return {
    kind: 'account-creation',
    unsettled: (engine) =>
      engine.transact({ account: '', region: REGION }, ({ db }) =>
        accounts.openCreations(db).flatMap(({ id, organization }) => {
          const managing = organizations.find(db, organization)?.managementAccount
          return managing === undefined ? [] : [creationArn(managing, id)]
        }),
      ),
    async advance(arn, engine) {
      const account = arn.split(':')[4] as string
      const id = arn.slice(arn.lastIndexOf('/') + 1)
      engine.transact({ account, region: REGION }, (ports) => {
        // Whoever waits for the request hears of it.
        if (settleAccountCreation(ports, id, opening)) ports.wake(arn)
      })
      return undefined
    },
  }
}
