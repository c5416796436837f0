/** What lives may use, bound to the concrete parts. */
import type { Driver } from '../compute/driver.ts'
import type { Engine } from '../engine/life.ts'
import type { Ports, TemporaryCredentials } from '../operation.ts'
import { mustTrust } from '../services/iam/authority.ts'
import { credentialsOfRole, rolePrincipal } from '../services/iam/sessions.ts'
import { logGroupExists, logStreamArn } from '../services/logs/access.ts'
import type { Home } from '../store/home.ts'
import { actingAs, type ContextParts, createPorts, mayAs } from './context.ts'

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
    logsAs: (roleArn, service, ports) => (roleArn === undefined ? ports.logs : logsOfRole(parts, ports, roleArn, service)),
    driver,
    now: () => clock.now(),
    workDirectory: (kind, key) => home.directory('work', kind, key),
    volumeDirectory: (kind, key) => home.directory('volumes', kind, key),
  }
}

/** Writes what the role may write. Decisions are remembered, so that asking before every batch of lines costs microseconds. */
function logsOfRole(parts: ContextParts, ports: Ports, roleArn: string, service: string): Ports['logs'] {
  return {
    put(group, stream, events) {
      const may = mayAs(parts, { roleArn, service, region: ports.region, sessionName: 'SageMaker', origin: '' })
      const resource = logStreamArn(ports, group, stream)
      const isNew = !logGroupExists(ports, group)
      const granted =
        may({ action: 'logs:CreateLogStream', resource }) &&
        may({ action: 'logs:PutLogEvents', resource }) &&
        (!isNew || may({ action: 'logs:CreateLogGroup', resource: logStreamArn(ports, group, '') }))
      if (granted) ports.logs.put(group, stream, events)
    },
  }
}

/** Throws ValidationException unless the role exists and trusts the service. */
export function roleCredentials(
  { store, clock, sessionSealer, trail }: ContextParts,
  roleArn: string,
  service: string,
  sessionName: string,
  durationSeconds: number,
): TemporaryCredentials {
  const now = clock.now()
  // Trust policies of services do not depend on the region.
  const role = mustTrust({ db: store.db, region: '', now }, roleArn, service)
  const made = credentialsOfRole(sessionSealer, now, role, sessionName, durationSeconds)
  const principal = rolePrincipal(role, role.arn.split(':')[4] as string, sessionName)
  trail.assumedRole({ service, principal, region: '', durationSeconds, credentials: made })
  return made
}
