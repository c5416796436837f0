import type { UpdateCodeRepositoryInput, UpdateCodeRepositoryOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { notYet } from '../errors.ts'
import * as repositories from './code-repository.store.ts'
import { CODE_REPOSITORY, noCodeRepository } from './code-repository.ts'

/** AWS lets only the secret be changed. */
export const updateCodeRepository: Operation<UpdateCodeRepositoryInput, UpdateCodeRepositoryOutput> = ({ CodeRepositoryName: name, GitConfig }, ctx) => {
  const repository = repositories.find(ctx, name)
  if (!repository) throw noCodeRepository(sagemakerArn(ctx, CODE_REPOSITORY, name))
  if (GitConfig?.SecretArn !== undefined) throw notYet('credentials of Git repositories (GitConfig.SecretArn)')
  repositories.put(ctx, { ...repository, modifiedAt: ctx.now })
  return { CodeRepositoryArn: repository.arn }
}
