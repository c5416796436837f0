import type { NotebookInstanceSummary } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { Status } from '../../../components/status.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { canDelete, canStart, deleteNotebook, deleteNotebookCode, editHref, isPassing, openNotebook, startNotebook, stopNotebook } from './notebook-actions.ts'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'
import { listNotebookInstances, notebookName } from './notebook-queries.ts'

export function NotebookInstancesPage() {
  const texts = useText(notebookInstanceMessages)
  const query = useQuery('notebook-instances', listNotebookInstances, {
    passing: (all) => all.some(({ NotebookInstanceStatus }) => isPassing(NotebookInstanceStatus)),
  })
  const { current, selection } = useSelected(query, notebookName)
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      columns={useColumns(query.reload)}
      nameOf={notebookName}
      empty={<Empty />}
      sortedBy={{ id: 'created', descending: true }}
      selection={selection}
      actions={<Actions instance={current} reload={query.reload} />}
    />
  )
}

function Empty() {
  const texts = useText(notebookInstanceMessages)
  return (
    <SpaceBetween size="s">
      <b>{texts.empty}</b>
      <div>{texts.introduction}</div>
      <Button href="/sagemaker/notebook-instances/create">{texts.create}</Button>
    </SpaceBetween>
  )
}

function useColumns(reload: () => void): Column<NotebookInstanceSummary>[] {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  return [
    {
      id: 'name',
      header: common.name,
      cell: (one) => <Link href={`/sagemaker/notebook-instances/detail/${notebookName(one)}`}>{notebookName(one)}</Link>,
      sortBy: notebookName,
    },
    { id: 'type', header: texts.instance, cell: ({ InstanceType }) => InstanceType, sortBy: ({ InstanceType }) => InstanceType },
    { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
    {
      id: 'status',
      header: common.status,
      cell: ({ NotebookInstanceStatus }) => <Status value={NotebookInstanceStatus} />,
      sortBy: ({ NotebookInstanceStatus }) => NotebookInstanceStatus,
    },
    { id: 'actions', header: common.actions, cell: (one) => <RowActions instance={one} reload={reload} /> },
  ]
}

function RowActions({ instance, reload }: { readonly instance: NotebookInstanceSummary; readonly reload: () => void }) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const name = notebookName(instance)
  if (instance.NotebookInstanceStatus === 'InService') {
    return (
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="inline-link" onClick={() => void openNotebook(name, 'jupyter')}>
          {texts.openJupyter}
        </Button>
        <span>|</span>
        <Button variant="inline-link" onClick={() => void openNotebook(name, 'lab')}>
          {texts.openJupyterLab}
        </Button>
      </SpaceBetween>
    )
  }
  if (!canStart(instance.NotebookInstanceStatus)) return <>-</>
  return (
    <Button variant="inline-link" onClick={() => void startNotebook(name).then(reload)}>
      {common.start}
    </Button>
  )
}

function Actions({ instance, reload }: { readonly instance: NotebookInstanceSummary | undefined; readonly reload: () => void }) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const [deleting, setDeleting] = useState<string>()
  const status = instance?.NotebookInstanceStatus
  const name = instance ? notebookName(instance) : ''
  const act: Readonly<Record<string, () => void>> = {
    jupyter: () => void openNotebook(name, 'jupyter'),
    lab: () => void openNotebook(name, 'lab'),
    stop: () => void stopNotebook(name).then(reload),
    start: () => void startNotebook(name).then(reload),
    edit: () => navigate(editHref(name)),
    delete: () => setDeleting(name),
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <ButtonDropdown
        disabled={!instance}
        onItemClick={({ detail }) => act[detail.id]?.()}
        items={[
          { id: 'jupyter', text: texts.openJupyter, disabled: status !== 'InService' },
          { id: 'lab', text: texts.openJupyterLab, disabled: status !== 'InService' },
          { id: 'stop', text: common.stop, disabled: status !== 'InService' },
          { id: 'start', text: common.start, disabled: !canStart(status) },
          { id: 'edit', text: texts.updateSettings, disabled: !canStart(status) },
          { id: 'delete', text: common.delete, disabled: !canDelete(status) },
        ]}
      >
        {common.actions}
      </ButtonDropdown>
      <Button variant="primary" onClick={() => navigate('/sagemaker/notebook-instances/create')}>
        {texts.create}
      </Button>
      {deleting && (
        <ConfirmDelete
          names={[deleting]}
          code={deleteNotebookCode(deleting)}
          onConfirm={() => deleteNotebook(deleting).then(reload)}
          onClose={() => setDeleting(undefined)}
        >
          {texts.mustBeStopped}
        </ConfirmDelete>
      )}
    </SpaceBetween>
  )
}
