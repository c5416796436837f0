import { DeleteEndpointConfigCommand, type EndpointConfigSummary, ListEndpointConfigsCommand } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { sessionMethod, shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'

export const listEndpointConfigs = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListEndpointConfigsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.EndpointConfigs, next: answer.NextToken }
  })

export const configName = ({ EndpointConfigName = '' }: EndpointConfigSummary): string => EndpointConfigName

export async function deleteEndpointConfig(EndpointConfigName: string): Promise<void> {
  await sagemaker().send(new DeleteEndpointConfigCommand({ EndpointConfigName }))
  flash('success', textNow(fieldMessages).deleted(EndpointConfigName))
}

export const deleteEndpointConfigCode = (EndpointConfigName: string) => [
  shownCall('sagemaker', 'DeleteEndpointConfig', { EndpointConfigName }, sessionMethod('delete_endpoint_config', EndpointConfigName)),
]
