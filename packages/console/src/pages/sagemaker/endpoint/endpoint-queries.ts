import { DeleteEndpointCommand, type EndpointSummary, ListEndpointsCommand } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { sessionMethod, shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'

export const listEndpoints = () =>
  collectPages(async (NextToken) => {
    const answer = await sagemaker().send(
      new ListEndpointsCommand({ MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending', ...(NextToken && { NextToken }) }),
    )
    return { items: answer.Endpoints, next: answer.NextToken }
  })

export const endpointName = ({ EndpointName = '' }: EndpointSummary): string => EndpointName

export async function deleteEndpoint(EndpointName: string): Promise<void> {
  await sagemaker().send(new DeleteEndpointCommand({ EndpointName }))
  flash('success', textNow(fieldMessages).deletionStarted(EndpointName))
}

/** States that pass by themselves. */
export const isPassing = (status: string | undefined): boolean => /^(Creating|Updating|SystemUpdating|RollingBack|Deleting)$/.test(status ?? '')

export const deleteEndpointCode = (EndpointName: string) => [
  shownCall('sagemaker', 'DeleteEndpoint', { EndpointName }, sessionMethod('delete_endpoint', EndpointName)),
]
