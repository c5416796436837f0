import { DeleteModelCommand, ListModelsCommand, type ModelSummary } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { sessionMethod, shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'

export const listModels = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListModelsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.Models, next: answer.NextToken }
  })

export const modelName = ({ ModelName = '' }: ModelSummary): string => ModelName

export async function deleteModel(ModelName: string): Promise<void> {
  await sagemaker().send(new DeleteModelCommand({ ModelName }))
  flash('success', textNow(fieldMessages).deleted(ModelName))
}

export const deleteModelCode = (ModelName: string) => [shownCall('sagemaker', 'DeleteModel', { ModelName }, sessionMethod('delete_model', ModelName))]
