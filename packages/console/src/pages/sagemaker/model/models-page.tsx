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
import { createTransformHref } from '../transform-job/transform-job-queries.ts'
import { modelMessages } from './model.messages.ts'
import { deleteModel, deleteModelCode, listModels, modelName } from './model-queries.ts'

export function ModelsPage() {
  const texts = useText(modelMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const query = useQuery('models', listModels)
  const { current, selection } = useSelected(query, modelName)
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={modelName}
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
          cell: (one) => <Link href={`/sagemaker/models/detail/${modelName(one)}`}>{modelName(one)}</Link>,
          sortBy: modelName,
        },
        { id: 'arn', header: fields.arn, cell: ({ ModelArn }) => <Copyable text={ModelArn} /> },
        { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
      ]}
      selection={selection}
      actions={<Actions name={current && modelName(current)} reload={query.reload} />}
    />
  )
}

function Actions({ name, reload }: { readonly name: string | undefined; readonly reload: () => void }) {
  const texts = useText(modelMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState<string>()
  const act: Readonly<Record<string, () => void>> = {
    config: () => navigate(`/sagemaker/endpoint-configs/create?model=${name}`),
    transform: () => navigate(createTransformHref(name ?? '')),
    delete: () => setDeleting(name),
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        disabled={!name}
        onItemClick={({ detail }) => act[detail.id]?.()}
        items={[
          { id: 'config', text: texts.createEndpointConfig },
          { id: 'transform', text: texts.createTransformJob },
          { id: 'delete', text: common.delete },
        ]}
      >
        {common.actions}
      </ButtonDropdown>
      <Button variant="primary" onClick={() => navigate('/sagemaker/models/create')}>
        {texts.create}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[deleting]}
          code={deleteModelCode(deleting)}
          onConfirm={() => deleteModel(deleting).then(reload)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </SpaceBetween>
  )
}
