import Alert from '@cloudscape-design/components/alert'
import Spinner from '@cloudscape-design/components/spinner'
import { type ComponentType, useEffect, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { appMessages } from './app.messages.ts'
import type { PageProperties } from './area.ts'
import type { Found } from './areas.ts'
import { HomePage } from './home-page.tsx'

export interface PageContentProperties {
  readonly found: Found | undefined
  readonly path: string
  readonly query: URLSearchParams
}

/** The page itself; its script is loaded when it is first wanted. */
export function PageContent({ found, path, query }: PageContentProperties) {
  const texts = useText(appMessages)
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<PageProperties> }>()
  const [failed, setFailed] = useState(false)
  const load = found?.route.load
  useEffect(() => {
    setFailed(false)
    let left = false
    if (load)
      load().then(
        (Page) => left || setLoaded({ Page }),
        () => left || setFailed(true),
      )
    return () => {
      left = true
    }
  }, [load])
  if (path === '/') return <HomePage />
  if (!found) {
    return (
      <Alert type="warning" header={texts.noPage}>
        {texts.noPageHint}
      </Alert>
    )
  }
  if (failed) {
    return (
      <Alert type="error" header={texts.pageFailed}>
        {texts.pageFailedHint}
      </Alert>
    )
  }
  return loaded ? <loaded.Page parameters={found.parameters} query={query} /> : <Spinner size="large" />
}
