/** A Git repository known to SageMaker by a name, for notebook instances to clone. */
import type { CodeRepositorySummary, DescribeCodeRepositoryOutput, GitConfig } from '@aws-sdk/client-sagemaker'
import type { ServiceError } from '../../../operation.ts'
import { validation } from '../errors.ts'

export interface CodeRepository {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly gitConfig: GitConfig
}

export const CODE_REPOSITORY = 'code-repository'

export const describe = ({ name, arn, createdAt, modifiedAt, gitConfig }: CodeRepository): DescribeCodeRepositoryOutput & CodeRepositorySummary => ({
  CodeRepositoryName: name,
  CodeRepositoryArn: arn,
  CreationTime: createdAt,
  LastModifiedTime: modifiedAt,
  GitConfig: gitConfig,
})

/** Clients look for the first words. */
export const noCodeRepository = (arn: string): ServiceError => validation(`Cannot find CodeRepository: "${arn}".`)

export const codeRepositoryExists = (arn: string): ServiceError => validation(`Cannot create already existing CodeRepository "${arn}".`)
