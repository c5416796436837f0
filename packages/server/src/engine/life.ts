/**
 * How a resource's life is driven. The API writes wishes; a life takes one idempotent step at a time until nothing is left to do.
 * A restart between any two steps changes nothing.
 */

import type { Driver } from '../compute/driver.ts'
import type { ActingAs, Ports, ServiceError, TemporaryCredentials } from '../operation.ts'

/** What the engine may use. No caller: work on S3 goes through a role by `as`. */
export interface Engine {
  /** Runs `work` in one transaction with the ports of that scope, then wakes whoever waits for `wake`d resources. */
  transact<T>(scope: { readonly account: string; readonly region: string }, work: (ports: Ports) => T): T
  /** The role's own rights; the call is invoked by `service`. */
  as(roleArn: string, service: string, region: string): ActingAs
  /** Credentials of the role for a program that runs in its name (a job, a notebook); `sessionName` is what its caller identity ends with. Throws as `as` does. */
  credentials(roleArn: string, service: string, sessionName: string, durationSeconds: number): TemporaryCredentials
  /**
   * CloudWatch Logs in a role's name. Where the role may not write (`logs:CreateLogStream`, `logs:PutLogEvents`, and `logs:CreateLogGroup` for a new group),
   * nothing is written and nothing fails: as on AWS, such work runs without a log. Without a role the service itself writes.
   */
  logsAs(roleArn: string | undefined, service: string, ports: Ports): Ports['logs']
  readonly driver: Driver
  readonly now: () => Date
  /** Directory for a resource's files that outlive a restart: `<home>/work/<kind>/<key>`; made 0700. */
  workDirectory(kind: string, key: string): string
  /** Directory for a resource's lasting files: `<home>/volumes/<kind>/<key>`. */
  volumeDirectory(kind: string, key: string): string
}

/** One kind of resource with a life. `app.ts` lists them. */
export interface Life {
  /** The ARN's resource type: `training-job`, `endpoint`, `notebook-instance`. */
  readonly kind: string
  /** ARNs of all resources that are not at rest, for the start and the regular look. */
  unsettled(engine: Engine): string[]
  /**
   * Takes steps until nothing is left to do now. Never called twice at once for the same ARN. An exception is logged and the ARN looked at again later.
   * Answers after how many milliseconds to look again by itself (undefined: not before the next `wake`).
   */
  advance(arn: string, engine: Engine): Promise<number | undefined>
  /**
   * The person ends Kenja: what only serves (endpoints, notebooks) ends with it, its log whole; the record says that it is to be started again.
   * Jobs go on to their end and are settled by the next server. Called before `close`, when no `advance` is under way.
   */
  readonly suspend?: (engine: Engine) => Promise<void>
  /** The server ends: stops watching logs and exits. What runs goes on, for the next server to find. Called when no `advance` is under way. */
  readonly close?: () => void
}

/** A ServiceError from a role's call, seen by a life: becomes a FailureReason. */
export type RoleCallError = ServiceError
