import {
  DeleteNotebookInstanceLifecycleConfigCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  type NotebookInstanceLifecycleConfigSummary,
} from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'

export const listLifecycleConfigs = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(new ListNotebookInstanceLifecycleConfigsCommand({ MaxResults: 100, ...(NextToken && { NextToken }) }))
    return { items: answer.NotebookInstanceLifecycleConfigs, next: answer.NextToken }
  })

export const lifecycleConfigName = ({ NotebookInstanceLifecycleConfigName = '' }: NotebookInstanceLifecycleConfigSummary): string =>
  NotebookInstanceLifecycleConfigName

export async function deleteLifecycleConfig(NotebookInstanceLifecycleConfigName: string): Promise<void> {
  await sagemaker().send(new DeleteNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName }))
  flash('success', textNow(fieldMessages).deleted(NotebookInstanceLifecycleConfigName))
}

export const deleteLifecycleConfigCode = (NotebookInstanceLifecycleConfigName: string) => [
  shownCall('sagemaker', 'DeleteNotebookInstanceLifecycleConfig', { NotebookInstanceLifecycleConfigName }),
]
