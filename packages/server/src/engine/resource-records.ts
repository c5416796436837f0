/** How a life reads and writes its resource's record, which lies in the scope that its ARN names. */
import type { Ports, Scope } from '../operation.ts'
import { parseSagemakerArn } from '../services/sagemaker/arn.ts'
import type { Engine } from './life.ts'

export const scopeOf = (arn: string): Scope => parseSagemakerArn(arn) ?? { account: '', region: '' }

export const wake = (arn: string, engine: Engine): void => engine.transact(scopeOf(arn), (ports) => ports.wake(arn))

export interface ResourceRecords<Resource> {
  read(arn: string, engine: Engine): Resource | undefined
  /** Writes what became of the resource; whoever waits for it is told. The resource handed to `next` is fresh; one that is gone meanwhile is left alone. */
  change(arn: string, engine: Engine, next: (resource: Resource, now: Date) => Resource): void
}

export const resourceRecords = <Resource>(
  findByArn: (ports: Ports, arn: string) => Resource | undefined,
  save: (ports: Ports, resource: Resource) => void,
): ResourceRecords<Resource> => ({
  read: (arn, engine) => engine.transact(scopeOf(arn), (ports) => findByArn(ports, arn)),
  change(arn, engine, next) {
    engine.transact(scopeOf(arn), (ports) => {
      const resource = findByArn(ports, arn)
      if (!resource) return
      save(ports, next(resource, ports.now))
      ports.wake(arn)
    })
  },
})
