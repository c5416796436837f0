import type { EndpointSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { endpointMessages } from './endpoint.messages.ts'
import { deleteEndpoint, deleteEndpointCode, endpointName, isPassing, listEndpoints } from './endpoint-queries.ts'

export function EndpointsPage() {
  const texts = useText(endpointMessages)
  const query = useQuery('endpoints', listEndpoints, { passing: (all) => all.some(({ EndpointStatus }) => isPassing(EndpointStatus)) })
  const { current, selection } = useSelected(query, endpointName)
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={endpointName}
      columns={useColumns()}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      sortedBy={{ id: 'created', descending: true }}
      selection={selection}
      actions={<Actions endpoint={current} reload={query.reload} />}
    />
  )
}

function useColumns(): Column<EndpointSummary>[] {
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return [
    {
      id: 'name',
      header: common.name,
      cell: (one) => <Link href={`/sagemaker/endpoints/detail/${endpointName(one)}`}>{endpointName(one)}</Link>,
      sortBy: endpointName,
    },
    { id: 'arn', header: fields.arn, cell: ({ EndpointArn }) => <Copyable text={EndpointArn} /> },
    { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
    { id: 'status', header: common.status, cell: ({ EndpointStatus }) => <Status value={EndpointStatus} />, sortBy: ({ EndpointStatus }) => EndpointStatus },
    { id: 'updated', header: fields.lastUpdated, cell: ({ LastModifiedTime }) => <Time value={LastModifiedTime} />, sortBy: (one) => one.LastModifiedTime },
  ]
}

function Actions({ endpoint, reload }: { readonly endpoint: EndpointSummary | undefined; readonly reload: () => void }) {
  const texts = useText(endpointMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState<string>()
  const name = endpoint && endpointName(endpoint)
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        disabled={!endpoint}
        onItemClick={({ detail }) => (detail.id === 'delete' ? setDeleting(name) : navigate(`/sagemaker/endpoints/create?update=${name}`))}
        items={[
          { id: 'update', text: texts.update, disabled: endpoint?.EndpointStatus !== 'InService' },
          { id: 'delete', text: common.delete },
        ]}
      >
        {common.actions}
      </ButtonDropdown>
      <Button variant="primary" onClick={() => navigate('/sagemaker/endpoints/create')}>
        {texts.create}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[deleting]}
          code={deleteEndpointCode(deleting)}
          onConfirm={() => deleteEndpoint(deleting).then(reload)}
          onClose={() => setDeleting(undefined)}
        >
          {texts.deleteText}
        </ConfirmDelete>
      )}
    </SpaceBetween>
  )
}
