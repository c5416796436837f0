import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Header from '@cloudscape-design/components/header'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../app/area.ts'
import { navigate } from '../../app/router.ts'
import { cloudtrail } from '../../aws/cloudtrail.ts'
import { collectPages } from '../../aws/collect-pages.ts'
import { useQuery } from '../../aws/use-query.ts'
import { shownCall } from '../../code/show-call.ts'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { ShowAsCode } from '../../components/show-as-code.tsx'
import { TextBlock } from '../../components/text-block.tsx'
import { Time } from '../../components/time.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { indented } from '../../lib/indented.ts'
import { cloudtrailMessages } from './cloudtrail.messages.ts'
import { type Attribute, attributes, errorCodeOf, type Lookup, requestOf } from './lookup.ts'
import { LookupForm } from './lookup-form.tsx'

/** LookupEvents answers at most 50 at once, and twice a second on AWS. */
const MOST = 200

const look = (lookup: Lookup) =>
  collectPages(async (NextToken) => {
    const answer = await cloudtrail().send(new LookupEventsCommand({ ...requestOf(lookup, new Date()), MaxResults: 50, ...(NextToken && { NextToken }) }))
    return { items: answer.Events, next: answer.NextToken }
  }, MOST)

/** What is looked for stands in the address, so that going back and a reload lose nothing. */
const lookupOf = (query: URLSearchParams): Lookup => {
  const attribute = attributes.find((one) => one === query.get('by')) ?? 'writes'
  const minutes = Number(query.get('minutes'))
  return { attribute: attribute as Attribute, value: query.get('value') ?? '', minutes: minutes > 0 ? minutes : undefined }
}

const addressOf = ({ attribute, value, minutes }: Lookup): string =>
  `/cloudtrail/event-history?${new URLSearchParams({ by: attribute, ...(value && { value }), ...(minutes !== undefined && { minutes: String(minutes) }) })}`

export function EventHistoryPage({ query: address }: PageProperties) {
  const texts = useText(cloudtrailMessages)
  const lookup = lookupOf(address)
  const query = useQuery(`events ${JSON.stringify(lookup)}`, () => look(lookup), { restMs: 0 })
  const [shown, setShown] = useState<Event>()
  const code = [shownCall('cloudtrail', 'LookupEvents', { ...requestOf(lookup, new Date()), MaxResults: 50 })]
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={texts.introduction}>
          {texts.eventHistory}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <LookupForm key={JSON.stringify(lookup)} lookup={lookup} onApply={(next) => navigate(addressOf(next), 'replace')} />
        <ResourceTable
          variant="container"
          title={texts.events}
          query={query}
          nameOf={({ EventId = '' }) => EventId}
          alsoFind={(event) => `${event.EventName} ${event.Username} ${event.EventSource} ${resourcesOf(event)}`}
          empty={<b>{texts.empty}</b>}
          columns={useColumns(setShown)}
          pageSize={50}
          actions={<ShowAsCode calls={code} />}
        />
      </SpaceBetween>
      {shown && <RecordDialog event={shown} onClose={() => setShown(undefined)} />}
    </ContentLayout>
  )
}

const resourcesOf = ({ Resources = [] }: Event): string => Resources.map(({ ResourceName }) => ResourceName).join(', ')

function useColumns(onShow: (event: Event) => void): Column<Event>[] {
  const texts = useText(cloudtrailMessages)
  return [
    {
      id: 'name',
      header: texts.eventName,
      cell: (event) => (
        <Button variant="inline-link" ariaLabel={texts.details(event.EventName ?? '')} onClick={() => onShow(event)}>
          {event.EventName}
        </Button>
      ),
      sortBy: ({ EventName }) => EventName,
    },
    { id: 'time', header: texts.eventTime, cell: ({ EventTime }) => <Time value={EventTime} />, sortBy: ({ EventTime }) => EventTime },
    { id: 'user', header: texts.userName, cell: ({ Username }) => Username ?? '-', sortBy: ({ Username }) => Username },
    { id: 'source', header: texts.eventSource, cell: ({ EventSource }) => EventSource, sortBy: ({ EventSource }) => EventSource },
    { id: 'resources', header: texts.resourceName, cell: (event) => resourcesOf(event) || '-' },
    { id: 'error', header: texts.errorCode, cell: ({ CloudTrailEvent }) => errorCodeOf(CloudTrailEvent) ?? '-' },
  ]
}

function RecordDialog({ event, onClose }: { readonly event: Event; readonly onClose: () => void }) {
  const texts = useText(cloudtrailMessages)
  const common = useText(commonMessages)
  const text = indented(event.CloudTrailEvent ?? '')
  return (
    <Modal visible size="large" header={`${texts.record}: ${event.EventName}`} closeAriaLabel={common.close} onDismiss={onClose}>
      <SpaceBetween size="s">
        <CopyToClipboard copyButtonText={common.copy} copySuccessText={common.copied} copyErrorText={common.copyFailed} textToCopy={text} />
        <TextBlock text={text} />
      </SpaceBetween>
    </Modal>
  )
}
