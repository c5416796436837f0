import { type Ref, type UIEvent, useEffect, useRef } from 'react'

export interface TextBlockProperties {
  readonly text: string
  /** Long lines are broken instead of scrolled to. */
  readonly wrapped?: boolean
  readonly onScroll?: (event: UIEvent<HTMLPreElement>) => void
  readonly blockRef?: Ref<HTMLPreElement>
}

/** Code, a log, a document: as it is, in a box that scrolls, also by keyboard. */
export function TextBlock({ text, wrapped = false, onScroll, blockRef }: TextBlockProperties) {
  const own = useRef<HTMLPreElement>(null)
  useEffect(() => {
    // What scrolls must be reachable by keyboard.
    if (own.current) own.current.tabIndex = 0
  }, [])
  const keep = (element: HTMLPreElement | null) => {
    own.current = element
    if (typeof blockRef === 'function') blockRef(element)
    else if (blockRef) blockRef.current = element
  }
  return (
    <pre ref={keep} className={wrapped ? 'kenja-code wrapped' : 'kenja-code'} onScroll={onScroll}>
      {text}
    </pre>
  )
}
