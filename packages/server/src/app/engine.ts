/** What lives may use, bound to the concrete parts. */
import type { Driver } from '../compute/driver.ts'
import type { Engine } from '../engine/life.ts'
import type { TemporaryCredentials } from '../operation.ts'
import { mustTrust } from '../services/iam/authority.ts'
import { credentialsOfRole } from '../services/iam/sessions.ts'
import type { Home } from '../store/home.ts'
import { actingAs, type ContextParts, createPorts } from './context.ts'

export function createEngine(parts: ContextParts, home: Home, driver: Driver): Engine {
  const { store, clock } = parts
  return {
    transact(scope, work) {
      const woken = new Set<string>()
      const result = store.transact(() => work(createPorts(parts, scope, clock.now(), woken)))
      for (const arn of woken) parts.announce(arn)
      return result
    },
    as: (roleArn, service, region) => actingAs(parts, { roleArn, service, region, sessionName: 'SageMaker', origin: '' }),
    credentials: (roleArn, service, sessionName, durationSeconds) => roleCredentials(parts, roleArn, service, sessionName, durationSeconds),
    driver,
    now: () => clock.now(),
    workDirectory: (kind, key) => home.directory('work', kind, key),
    volumeDirectory: (kind, key) => home.directory('volumes', kind, key),
  }
}

/** Throws ValidationException unless the role exists and trusts the service. */
export function roleCredentials(
  { store, clock, sessionSealer }: ContextParts,
  roleArn: string,
  service: string,
  sessionName: string,
  durationSeconds: number,
): TemporaryCredentials {
  const now = clock.now()
  // Trust policies of services do not depend on the region.
  const role = mustTrust({ db: store.db, region: '', now }, roleArn, service)
  return credentialsOfRole(sessionSealer, now, role, sessionName, durationSeconds)
}
