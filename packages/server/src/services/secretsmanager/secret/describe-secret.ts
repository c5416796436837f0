import type { DescribeSecretRequest, DescribeSecretResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation, Ports } from '../../../operation.ts'
import * as versions from '../secret-version/secret-version.store.ts'
import { mustFindAnySecret } from './find-secret.ts'
import { describe, type StagesByVersion } from './secret.ts'

/** Versions that have a label. */
export const stagesByVersion = (ports: Ports, arn: string): StagesByVersion =>
  Object.fromEntries(versions.of(ports, arn).flatMap(({ id, stages }) => (stages.length > 0 ? [[id, [...stages]]] : [])))

export const describeSecret: Operation<DescribeSecretRequest, DescribeSecretResponse> = (input, ctx) => {
  const secret = mustFindAnySecret(ctx, input.SecretId)
  return describe(secret, stagesByVersion(ctx, secret.arn), ctx.tags.of(secret.arn))
}
