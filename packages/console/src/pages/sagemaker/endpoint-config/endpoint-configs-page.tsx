import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { endpointConfigMessages } from './endpoint-config.messages.ts'
import { configName, deleteEndpointConfig, deleteEndpointConfigCode, listEndpointConfigs } from './endpoint-config-queries.ts'

export function EndpointConfigsPage() {
  const texts = useText(endpointConfigMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const query = useQuery('endpoint-configs', listEndpointConfigs)
  const { current, selection } = useSelected(query, configName)
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={configName}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      sortedBy={{ id: 'created', descending: true }}
      columns={[
        {
          id: 'name',
          header: common.name,
          cell: (one) => <Link href={`/sagemaker/endpoint-configs/detail/${configName(one)}`}>{configName(one)}</Link>,
          sortBy: configName,
        },
        { id: 'arn', header: fields.arn, cell: ({ EndpointConfigArn }) => <Copyable text={EndpointConfigArn} /> },
        { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
      ]}
      selection={selection}
      actions={<Actions name={current && configName(current)} reload={query.reload} />}
    />
  )
}

function Actions({ name, reload }: { readonly name: string | undefined; readonly reload: () => void }) {
  const texts = useText(endpointConfigMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState<string>()
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        disabled={!name}
        onItemClick={({ detail }) => (detail.id === 'delete' ? setDeleting(name) : navigate(`/sagemaker/endpoints/create?config=${name}`))}
        items={[
          { id: 'endpoint', text: texts.createEndpoint },
          { id: 'delete', text: common.delete },
        ]}
      >
        {common.actions}
      </ButtonDropdown>
      <Button variant="primary" onClick={() => navigate('/sagemaker/endpoint-configs/create')}>
        {texts.create}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[deleting]}
          code={deleteEndpointConfigCode(deleting)}
          onConfirm={() => deleteEndpointConfig(deleting).then(reload)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </SpaceBetween>
  )
}
