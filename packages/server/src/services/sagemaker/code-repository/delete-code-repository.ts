import type { DeleteCodeRepositoryInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import * as repositories from './code-repository.store.ts'
import { CODE_REPOSITORY, noCodeRepository } from './code-repository.ts'

/** Clones that instances have already made stay theirs. */
export const deleteCodeRepository: Operation<DeleteCodeRepositoryInput, Record<string, never>> = ({ CodeRepositoryName: name }, ctx) => {
  const arn = sagemakerArn(ctx, CODE_REPOSITORY, name)
  if (!repositories.find(ctx, name)) throw noCodeRepository(arn)
  repositories.remove(ctx, name)
  ctx.tags.drop(arn)
  return {}
}
