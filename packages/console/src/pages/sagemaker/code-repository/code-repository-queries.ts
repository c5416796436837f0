import { type CodeRepositorySummary, DeleteCodeRepositoryCommand, ListCodeRepositoriesCommand } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'

export const listRepositories = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(new ListCodeRepositoriesCommand({ MaxResults: 100, ...(NextToken && { NextToken }) }))
    return { items: answer.CodeRepositorySummaryList, next: answer.NextToken }
  })

export const repositoryName = ({ CodeRepositoryName = '' }: CodeRepositorySummary): string => CodeRepositoryName

export async function deleteRepository(CodeRepositoryName: string): Promise<void> {
  await sagemaker().send(new DeleteCodeRepositoryCommand({ CodeRepositoryName }))
  flash('success', textNow(fieldMessages).deleted(CodeRepositoryName))
}

export const deleteRepositoryCode = (CodeRepositoryName: string) => [shownCall('sagemaker', 'DeleteCodeRepository', { CodeRepositoryName })]
