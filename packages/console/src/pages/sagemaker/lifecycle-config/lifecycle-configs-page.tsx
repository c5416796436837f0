import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { navigate } from '../../../app/router.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { lifecycleConfigMessages } from './lifecycle-config.messages.ts'
import { deleteLifecycleConfig, deleteLifecycleConfigCode, lifecycleConfigName, listLifecycleConfigs } from './lifecycle-config-queries.ts'

export function LifecycleConfigsPage() {
  const texts = useText(lifecycleConfigMessages)
  const common = useText(commonMessages)
  const query = useQuery('lifecycle-configs', listLifecycleConfigs)
  const { current, selection } = useSelected(query, lifecycleConfigName)
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton
        name={current && lifecycleConfigName(current)}
        code={deleteLifecycleConfigCode}
        onDelete={(name) => deleteLifecycleConfig(name).then(query.reload)}
      />
      <Button variant="primary" onClick={() => navigate('/sagemaker/lifecycle-configs/create')}>
        {texts.create}
      </Button>
    </SpaceBetween>
  )
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={lifecycleConfigName}
      empty={
        <SpaceBetween size="s">
          <b>{texts.empty}</b>
          <div>{texts.introduction}</div>
        </SpaceBetween>
      }
      columns={[
        {
          id: 'name',
          header: common.name,
          cell: (one) => <Link href={`/sagemaker/lifecycle-configs/detail/${lifecycleConfigName(one)}`}>{lifecycleConfigName(one)}</Link>,
          sortBy: lifecycleConfigName,
        },
        { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
        { id: 'modified', header: common.lastModified, cell: (one) => <Time value={one.LastModifiedTime} />, sortBy: (one) => one.LastModifiedTime },
      ]}
      selection={selection}
      actions={actions}
    />
  )
}
