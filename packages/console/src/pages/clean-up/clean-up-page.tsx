import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef, useState } from 'react'
import { preferences } from '../../app/preferences.ts'
import { useQuery } from '../../aws/use-query.ts'
import { ErrorAlert } from '../../components/error-text.tsx'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { useStore } from '../../lib/store.ts'
import { cleanUpMessages } from './clean-up.messages.ts'
import { goOn, isUnderWay, plan, startCleanUp } from './clean-up-plan.ts'
import { CostSummary } from './cost-summary.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { type Findings, findResources } from './find-resources.ts'
import { ProgressSection } from './progress-section.tsx'
import { idOf, type Resource } from './resource.ts'
import { ResourcesTable } from './resources-table.tsx'

/** Everything that the hands-on makes: what it costs, and away with it in the right order. */
export function CleanUpPage() {
  const texts = useText(cleanUpMessages)
  const { region } = useStore(preferences)
  const query = useQuery('clean-up', () => findResources(region), { restMs: 0 })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const underWay = isUnderWay(useStore(plan))
  useContinuation(underWay, query.reload)
  const selected = (query.data?.resources ?? []).filter((one) => chosen.includes(idOf(one)))
  const actions = <Actions disabled={selected.length === 0 || underWay} loading={query.loading} onReload={query.reload} onDelete={() => setAsking(true)} />
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={texts.introduction} actions={actions}>
          {texts.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={query.error} onRetry={query.reload} />
        <ProgressSection />
        {query.data && <Answer findings={query.data} />}
        {query.data && <Tables resources={query.data.resources} selected={selected} disabled={underWay} onChange={setChosen} />}
      </SpaceBetween>
      {asking && query.data && (
        <DeleteDialog
          chosen={selected}
          all={query.data.resources}
          onConfirm={async (ordered) => {
            startCleanUp(ordered, region)
            setChosen([])
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </ContentLayout>
  )
}

/** Goes on after a reload, and looks again when it has ended. */
function useContinuation(underWay: boolean, reload: () => void): void {
  const { region } = useStore(preferences)
  const was = useRef(underWay)
  useEffect(() => {
    if (underWay && plan.get()?.region === region) void goOn()
  }, [underWay, region])
  useEffect(() => {
    if (was.current && !underWay) reload()
    was.current = underWay
  }, [underWay, reload])
}

interface ActionsProperties {
  readonly disabled: boolean
  readonly loading: boolean
  readonly onReload: () => void
  readonly onDelete: () => void
}

function Actions({ disabled, loading, onReload, onDelete }: ActionsProperties) {
  const texts = useText(cleanUpMessages)
  const common = useText(commonMessages)
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="refresh" ariaLabel={common.refresh} loading={loading} onClick={onReload} />
      <Button variant="primary" disabled={disabled} onClick={onDelete}>
        {texts.deleteSelected}
      </Button>
    </SpaceBetween>
  )
}

/** Whether anything billed remains: only said when everything could be looked at. */
function Answer({ findings: { resources, unseen } }: { readonly findings: Findings }) {
  const texts = useText(cleanUpMessages)
  const cleaned = useStore(plan)
  const billed = resources.filter(({ cost }) => cost.billed)
  return (
    <SpaceBetween size="l">
      {unseen.length > 0 && (
        <Alert type="warning" header={texts.notSeen}>
          {texts.notSeenText} {unseen.map(({ kind, error }) => `${texts[kind]} (${(error as Error).name})`).join(', ')}
        </Alert>
      )}
      {billed.length === 0 && unseen.length === 0 && (
        <Alert type="success" header={texts.nothingLeft}>
          {texts.nothingLeftText}
        </Alert>
      )}
      {billed.length > 0 && cleaned && !isUnderWay(cleaned) && (
        <Alert type="warning" header={texts.somethingLeft}>
          {texts.somethingLeftText(billed.length)}
        </Alert>
      )}
      {billed.length > 0 && <CostSummary resources={resources} />}
    </SpaceBetween>
  )
}

interface TablesProperties {
  readonly resources: readonly Resource[]
  readonly selected: readonly Resource[]
  readonly disabled: boolean
  readonly onChange: (ids: readonly string[]) => void
}

function Tables({ resources, selected, disabled, onChange }: TablesProperties) {
  const texts = useText(cleanUpMessages)
  const part = (billed: boolean) => ({
    resources: resources.filter(({ cost }) => cost.billed === billed),
    selected: selected.filter(({ cost }) => cost.billed === billed),
    disabled,
    onChange: (ids: readonly string[]) => onChange([...ids, ...selected.filter(({ cost }) => cost.billed !== billed).map(idOf)]),
  })
  return (
    <SpaceBetween size="l">
      <ResourcesTable title={texts.billed} empty={texts.billedNone} {...part(true)} />
      <ResourcesTable title={texts.notBilled} empty={texts.notBilledNone} {...part(false)} />
    </SpaceBetween>
  )
}
