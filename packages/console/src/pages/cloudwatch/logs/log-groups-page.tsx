import { DeleteLogGroupCommand, DescribeLogGroupsCommand, type LogGroup } from '@aws-sdk/client-cloudwatch-logs'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { flash } from '../../../app/flash.ts'
import { logs } from '../../../aws/cloudwatch-logs.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { Time } from '../../../components/time.tsx'
import { useSelected } from '../../../components/use-selected.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { formatBytes } from '../../../lib/format.ts'
import { cloudwatchMessages } from '../cloudwatch.messages.ts'

const listGroups = () =>
  collectPages(async (nextToken) => {
    const answer = await logs().send(new DescribeLogGroupsCommand(nextToken ? { nextToken } : {}))
    return { items: answer.logGroups, next: answer.nextToken }
  })

const nameOf = ({ logGroupName = '' }: LogGroup): string => logGroupName

export function LogGroupsPage() {
  const texts = useText(cloudwatchMessages)
  const common = useText(commonMessages)
  const query = useQuery('log-groups', listGroups)
  const { current, selection } = useSelected(query, nameOf)
  const remove = async (name: string) => {
    await logs().send(new DeleteLogGroupCommand({ logGroupName: name }))
    flash('success', texts.deleted(name))
    query.reload()
  }
  return (
    <ResourceTable
      title={texts.logGroups}
      query={query}
      nameOf={nameOf}
      empty={
        <SpaceBetween size="s">
          <b>{texts.emptyGroups}</b>
          <div>{texts.emptyGroupsHelp}</div>
        </SpaceBetween>
      }
      columns={[
        {
          id: 'name',
          header: texts.logGroup,
          cell: (one) => <Link href={`/cloudwatch/log-groups/detail/${encodeURIComponent(nameOf(one))}`}>{nameOf(one)}</Link>,
          sortBy: nameOf,
        },
        {
          id: 'retention',
          header: texts.retention,
          cell: ({ retentionInDays }) => (retentionInDays === undefined ? texts.never : texts.days(retentionInDays)),
          sortBy: ({ retentionInDays }) => retentionInDays,
        },
        { id: 'bytes', header: texts.storedBytes, cell: ({ storedBytes = 0 }) => formatBytes(storedBytes), sortBy: ({ storedBytes }) => storedBytes },
        {
          id: 'created',
          header: common.creationTime,
          cell: ({ creationTime = 0 }) => <Time value={new Date(creationTime)} />,
          sortBy: (one) => one.creationTime,
        },
      ]}
      selection={selection}
      actions={
        <DeleteButton
          name={current && nameOf(current)}
          code={(logGroupName) => [shownCall('cloudwatch-logs', 'DeleteLogGroup', { logGroupName })]}
          onDelete={remove}
        >
          {texts.deleteGroup}
        </DeleteButton>
      }
    />
  )
}
