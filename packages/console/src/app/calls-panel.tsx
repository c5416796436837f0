import Spinner from '@cloudscape-design/components/spinner'
import SplitPanel from '@cloudscape-design/components/split-panel'
import { type ComponentType, useEffect, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { appMessages } from './app.messages.ts'

/** "Behind the button": the API calls that the pages made. The script of what is in it is loaded when it is first opened. */
export function CallsPanel({ open }: { readonly open: boolean }) {
  const texts = useText(appMessages)
  const [loaded, setLoaded] = useState<{ readonly Calls: ComponentType }>()
  useEffect(() => {
    if (open && !loaded) void import('./calls.tsx').then(({ Calls }) => setLoaded({ Calls }))
  }, [open, loaded])
  return (
    <SplitPanel
      header={texts.calls}
      i18nStrings={{
        openButtonAriaLabel: texts.openCalls,
        closeButtonAriaLabel: texts.closeCalls,
        preferencesTitle: texts.preferencesTitle,
        preferencesPositionLabel: texts.preferencesPosition,
        preferencesPositionSide: texts.preferencesSide,
        preferencesPositionBottom: texts.preferencesBottom,
        resizeHandleAriaLabel: texts.resize,
      }}
    >
      {loaded ? <loaded.Calls /> : <Spinner />}
    </SplitPanel>
  )
}
