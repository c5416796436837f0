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
import { codeRepositoryMessages } from './code-repository.messages.ts'
import { deleteRepository, deleteRepositoryCode, listRepositories, repositoryName } from './code-repository-queries.ts'

export function CodeRepositoriesPage() {
  const texts = useText(codeRepositoryMessages)
  const common = useText(commonMessages)
  const query = useQuery('code-repositories', listRepositories)
  const { current, selection } = useSelected(query, repositoryName)
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={current && repositoryName(current)} code={deleteRepositoryCode} onDelete={(name) => deleteRepository(name).then(query.reload)} />
      <Button variant="primary" onClick={() => navigate('/sagemaker/git-repositories/create')}>
        {texts.add}
      </Button>
    </SpaceBetween>
  )
  return (
    <ResourceTable
      title={texts.title}
      query={query}
      nameOf={repositoryName}
      alsoFind={({ GitConfig }) => GitConfig?.RepositoryUrl ?? ''}
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
          cell: (one) => <Link href={`/sagemaker/git-repositories/detail/${repositoryName(one)}`}>{repositoryName(one)}</Link>,
          sortBy: repositoryName,
        },
        { id: 'url', header: texts.url, cell: ({ GitConfig }) => GitConfig?.RepositoryUrl, sortBy: ({ GitConfig }) => GitConfig?.RepositoryUrl },
        { id: 'branch', header: texts.branch, cell: ({ GitConfig }) => GitConfig?.Branch ?? '-' },
        { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
      ]}
      selection={selection}
      actions={actions}
    />
  )
}
