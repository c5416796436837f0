import type { CreateCodeRepositoryInput, CreateCodeRepositoryOutput } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import * as repositories from './code-repository.store.ts'
import { CODE_REPOSITORY, codeRepositoryExists } from './code-repository.ts'
import { mustHaveSecret } from './must-have-secret.ts'

export const createCodeRepository: Operation<CreateCodeRepositoryInput, CreateCodeRepositoryOutput> = ({ CodeRepositoryName: name, GitConfig, Tags }, ctx) => {
  const arn = sagemakerArn(ctx, CODE_REPOSITORY, name)
  mustHaveSecret(ctx, GitConfig.SecretArn)
  if (repositories.find(ctx, name)) throw codeRepositoryExists(arn)
  repositories.put(ctx, { name, arn, createdAt: ctx.now, modifiedAt: ctx.now, gitConfig: GitConfig })
  ctx.tags.set(arn, Tags as Tag[] | undefined)
  return { CodeRepositoryArn: arn }
}
