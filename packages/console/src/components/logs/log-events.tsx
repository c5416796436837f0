import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Toggle from '@cloudscape-design/components/toggle'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { ErrorAlert } from '../error-text.tsx'
import { TextBlock } from '../text-block.tsx'
import { logsMessages } from './logs.messages.ts'
import { type LogSource, MOST_EVENTS, useLogEvents } from './use-log-events.ts'

/** Log lines as they come; follows the end while the reader is at the end. */
export function LogEvents({ source, live }: { readonly source: LogSource; readonly live: boolean }) {
  const texts = useText(logsMessages)
  const { data = [], error, loading } = useLogEvents(source, live)
  const [wrapped, setWrapped] = useState(true)
  const box = useRef<HTMLPreElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  })
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="m">
        <StatusIndicator type={live ? 'in-progress' : 'stopped'}>{live ? texts.following : texts.ended}</StatusIndicator>
        <Box color="text-body-secondary">{data.length >= MOST_EVENTS ? texts.only(MOST_EVENTS) : texts.count(data.length)}</Box>
        <Toggle checked={wrapped} onChange={({ detail }) => setWrapped(detail.checked)}>
          {texts.wrap}
        </Toggle>
      </SpaceBetween>
      <ErrorAlert error={error} />
      <TextBlock
        blockRef={box}
        wrapped={wrapped}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollTop + clientHeight > scrollHeight - 20
        }}
        text={data.length === 0 && !loading ? texts.empty : data.map(({ timestamp = 0, message = '' }) => `${clock(timestamp)}  ${message}`).join('\n')}
      />
    </SpaceBetween>
  )
}

/** Local time with milliseconds. */
function clock(timestamp: number): string {
  const time = new Date(timestamp)
  return new Date(timestamp - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 23).replace('T', ' ')
}
