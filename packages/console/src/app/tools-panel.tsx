import Spinner from '@cloudscape-design/components/spinner'
import { type ComponentType, useEffect, useState } from 'react'
import { createStore, useStore } from '../lib/store.ts'

/** Whether the panel at the right is open. */
export const toolsOpen = createStore(false)

/** The tutorial; its script is loaded when it is first wanted. */
export function ToolsPanel() {
  const open = useStore(toolsOpen)
  const [loaded, setLoaded] = useState<{ readonly Panel: ComponentType }>()
  useEffect(() => {
    if (open && !loaded) void import('../tutorial/tutorial-panel.tsx').then(({ Tutorial }) => setLoaded({ Panel: Tutorial }))
  }, [open, loaded])
  return loaded ? <loaded.Panel /> : <Spinner />
}
