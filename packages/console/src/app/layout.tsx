import AppLayout from '@cloudscape-design/components/app-layout'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Flashbar from '@cloudscape-design/components/flashbar'
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation'
import { useEffect, useState } from 'react'
import { ErrorText } from '../components/error-text.tsx'
import { commonMessages } from '../i18n/common.messages.ts'
import { textNow, useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { appMessages } from './app.messages.ts'
import type { Area, Crumb } from './area.ts'
import { type Found, findPage } from './areas.ts'
import { CallsPanel } from './calls-panel.tsx'
import { dismiss, flashes } from './flash.ts'
import { PageContent } from './page-content.tsx'
import { preferences } from './preferences.ts'
import { useHere } from './router.ts'
import { ToolsPanel, toolsOpen } from './tools-panel.tsx'

/** On narrow screens, Cloudscape's own toolbar says of its `nav` what only lists and sliders may say, and screen readers stumble. */
function dropForbiddenAttribute(): void {
  for (const element of document.querySelectorAll('nav[aria-orientation]')) element.removeAttribute('aria-orientation')
}

/** Everything below the top bar. */
export function Layout() {
  const texts = useText(appMessages)
  const { pathname, searchParams } = useHere()
  const { region } = useStore(preferences)
  const found = findPage(pathname)
  const crumbs = useCrumbs(found)
  const [navigationOpen, setNavigationOpen] = useState(innerWidth > 900)
  const tools = useStore(toolsOpen)
  const [callsOpen, setCallsOpen] = useState(false)
  useEffect(dropForbiddenAttribute)
  useEffect(() => {
    document.title = crumbs.length > 1 ? `${crumbs.at(-1)?.text} | Kenja` : 'Kenja'
  })
  return (
    <AppLayout
      headerSelector="#kenja-top"
      navigationHide={!found}
      navigation={found && <Navigation area={found.area} crumbs={crumbs} />}
      navigationOpen={navigationOpen}
      onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
      toolsOpen={tools}
      tools={<ToolsPanel />}
      onToolsChange={({ detail }) => toolsOpen.set(detail.open)}
      breadcrumbs={crumbs.length > 1 && <BreadcrumbGroup items={[...crumbs]} ariaLabel={texts.breadcrumbs} />}
      notifications={<Notifications />}
      splitPanel={<CallsPanel open={callsOpen} />}
      splitPanelOpen={callsOpen}
      onSplitPanelToggle={({ detail }) => setCallsOpen(detail.open)}
      ariaLabels={{
        navigation: texts.navigation,
        navigationClose: texts.closeNavigation,
        navigationToggle: texts.openNavigation,
        notifications: texts.notifications,
        tools: texts.tools,
        toolsClose: texts.closeTools,
        toolsToggle: texts.openTools,
      }}
      content={<PageContent key={`${region} ${pathname}`} found={found} path={pathname} query={searchParams} />}
    />
  )
}

function useCrumbs(found: Found | undefined): readonly Crumb[] {
  const { language } = useStore(preferences)
  const home = { text: textNow(commonMessages).home, href: '/' }
  if (!found) return [home]
  const words = found.area.texts[language]
  return [home, { text: found.area.title(words), href: found.area.home }, ...found.route.crumbs(words, found.parameters)]
}

function Navigation({ area, crumbs }: { readonly area: Area; readonly crumbs: readonly Crumb[] }) {
  const { language } = useStore(preferences)
  const words = area.texts[language]
  const links = (given: readonly Crumb[]) => given.map(({ text, href }) => ({ type: 'link' as const, text, href }))
  const sections = area.navigation(words)
  const items = sections.flatMap(({ title, links: given }): SideNavigationProps.Item[] =>
    title ? [{ type: 'section', text: title, items: links(given) }] : links(given),
  )
  const all = sections.flatMap((section) => section.links.map(({ href }) => href))
  const active = crumbs.findLast(({ href }) => all.includes(href))?.href
  return <SideNavigation header={{ text: area.title(words), href: area.home }} items={items} {...(active && { activeHref: active })} />
}

function Notifications() {
  const shown = useStore(flashes)
  const common = useText(commonMessages)
  return (
    <Flashbar
      stackItems
      items={shown.map(({ id, type, text, error }) => ({
        id,
        type,
        dismissible: true,
        dismissLabel: common.close,
        onDismiss: () => dismiss(id),
        ...(error === undefined ? { content: text } : { header: text, content: <ErrorText error={error} /> }),
      }))}
    />
  )
}
