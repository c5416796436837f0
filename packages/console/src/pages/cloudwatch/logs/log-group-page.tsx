import { DescribeLogStreamsCommand, type LogStream } from '@aws-sdk/client-cloudwatch-logs'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { type FormEvent, useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { logs } from '../../../aws/cloudwatch-logs.ts'
import { collectPages } from '../../../aws/collect-pages.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { LogEvents } from '../../../components/logs/log-events.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { cloudwatchMessages } from '../cloudwatch.messages.ts'

/** `?prefix=` shows only streams whose names begin so. */
export function LogGroupPage({ parameters: { name = '' }, query }: PageProperties) {
  const [streams, setStreams] = useState<readonly LogStream[]>([])
  const prefix = query.get('prefix') ?? ''
  return (
    <ContentLayout header={<Header variant="h1">{name}</Header>}>
      <SpaceBetween size="l">
        <Events group={name} prefix={prefix} streams={streams.map(streamName)} />
        <Streams group={name} prefix={prefix} selected={streams} onSelect={setStreams} />
      </SpaceBetween>
    </ContentLayout>
  )
}

const streamName = ({ logStreamName = '' }: LogStream): string => logStreamName

interface EventsProperties {
  readonly group: string
  readonly prefix: string
  readonly streams: readonly string[]
}

function Events({ group, prefix, streams }: EventsProperties) {
  const texts = useText(cloudwatchMessages)
  const common = useText(commonMessages)
  const [typed, setTyped] = useState('')
  const [pattern, setPattern] = useState('')
  const [live, setLive] = useState(true)
  const which = streams.length > 0 ? { streams } : prefix ? { streamPrefix: prefix } : {}
  const apply = (event: FormEvent) => {
    event.preventDefault()
    setPattern(typed.trim())
  }
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Toggle checked={live} onChange={({ detail }) => setLive(detail.checked)}>
              {texts.liveTail}
            </Toggle>
          }
        >
          {texts.events}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <form onSubmit={apply}>
          <SpaceBetween size="xs">
            <TextField label={texts.filter} constraint={texts.filterHelp} value={typed} onChange={setTyped} />
            <Button formAction="submit" iconName="search" disabled={typed.trim() === pattern}>
              {common.find(texts.events)}
            </Button>
          </SpaceBetween>
        </form>
        <LogEvents source={{ group, ...which, ...(pattern && { pattern }) }} live={live} />
      </SpaceBetween>
    </Container>
  )
}

const listStreams = (logGroupName: string, prefix: string) =>
  collectPages(async (nextToken) => {
    const answer = await logs().send(
      new DescribeLogStreamsCommand({
        logGroupName,
        ...(prefix ? { logStreamNamePrefix: prefix } : { orderBy: 'LastEventTime' as const, descending: true }),
        ...(nextToken && { nextToken }),
      }),
    )
    return { items: answer.logStreams, next: answer.nextToken }
  }, 500)

interface StreamsProperties {
  readonly group: string
  readonly prefix: string
  readonly selected: readonly LogStream[]
  readonly onSelect: (streams: LogStream[]) => void
}

function Streams({ group, prefix, selected, onSelect }: StreamsProperties) {
  const texts = useText(cloudwatchMessages)
  const query = useQuery(`log-streams ${group} ${prefix}`, () => listStreams(group, prefix))
  return (
    <ResourceTable
      variant="container"
      title={texts.logStreams}
      {...(prefix && { description: `${texts.prefix}: ${prefix}` })}
      query={query}
      nameOf={streamName}
      empty={texts.emptyStreams}
      columns={[
        { id: 'name', header: texts.logStreams, cell: streamName, sortBy: streamName },
        {
          id: 'last',
          header: texts.lastEvent,
          cell: ({ lastEventTimestamp }) => <Time value={lastEventTimestamp === undefined ? undefined : new Date(lastEventTimestamp)} />,
          sortBy: ({ lastEventTimestamp }) => lastEventTimestamp,
        },
      ]}
      selection={{ type: 'multi', selected, onChange: onSelect }}
    />
  )
}
