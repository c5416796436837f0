import type { UpdateCodeRepositoryInput, UpdateCodeRepositoryOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import * as repositories from './code-repository.store.ts'
import { CODE_REPOSITORY, noCodeRepository } from './code-repository.ts'
import { mustHaveSecret } from './must-have-secret.ts'

/** AWS lets only the secret be changed. */
export const updateCodeRepository: Operation<UpdateCodeRepositoryInput, UpdateCodeRepositoryOutput> = ({ CodeRepositoryName: name, GitConfig }, ctx) => {
  const repository = repositories.find(ctx, name)
  if (!repository) throw noCodeRepository(sagemakerArn(ctx, CODE_REPOSITORY, name))
  mustHaveSecret(ctx, GitConfig?.SecretArn)
  const gitConfig = { ...repository.gitConfig, ...(GitConfig?.SecretArn === undefined ? {} : { SecretArn: GitConfig.SecretArn }) }
  repositories.put(ctx, { ...repository, gitConfig, modifiedAt: ctx.now })
  return { CodeRepositoryArn: repository.arn }
}
