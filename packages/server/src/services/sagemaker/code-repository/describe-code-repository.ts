import type { DescribeCodeRepositoryInput, DescribeCodeRepositoryOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import * as repositories from './code-repository.store.ts'
import { CODE_REPOSITORY, describe, noCodeRepository } from './code-repository.ts'

export const describeCodeRepository: Operation<DescribeCodeRepositoryInput, DescribeCodeRepositoryOutput> = ({ CodeRepositoryName: name }, ctx) => {
  const repository = repositories.find(ctx, name)
  if (!repository) throw noCodeRepository(sagemakerArn(ctx, CODE_REPOSITORY, name))
  return describe(repository)
}
