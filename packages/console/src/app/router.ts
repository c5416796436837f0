/** Where we are, and how to get elsewhere without a reload. Any `<a href="/…">` works: clicks are caught for the whole document. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of [...listeners]) listener()
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

addEventListener('popstate', tell)

const here = () => location.pathname + location.search

/** Path and query. */
export const useHere = (): URL => new URL(useSyncExternalStore(watch, here), location.origin)

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') history.replaceState(null, '', to)
  else {
    history.pushState(null, '', to)
    scrollTo(0, 0)
  }
  tell()
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element).closest?.('a')
  if (!link?.getAttribute('href')?.startsWith('/') || link.target === '_blank' || link.hasAttribute('download')) return
  event.preventDefault()
  navigate(link.getAttribute('href') as string)
})
