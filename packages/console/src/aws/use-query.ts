/** What a page shows of the API: asks, asks again while something is in a passing state, and not at all while nobody looks. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { preferences } from '../app/preferences.ts'
import { useStore } from '../lib/store.ts'
import { callsSoFar } from './recorded-calls.ts'

export interface Query<Data> {
  readonly data: Data | undefined
  /** Of the last try; `data` is then what was known before. */
  readonly error: unknown
  /** Nothing is known yet, or a person asked for news. */
  readonly loading: boolean
  reload(): void
}

export interface QueryOptions<Data> {
  /** True while the answer is expected to change soon. */
  readonly passing?: (data: Data) => boolean
  /** False: not now. */
  readonly when?: boolean
  /** Milliseconds between the end of a call and the next while nothing is passing; default: 30 s. 0: never. */
  readonly restMs?: number
}

/** A Describe of a passing state waits for the next change on the server, so this is only a breath. */
const PASSING_MS = 2_000
const REST_MS = 30_000
/** At rest, a page makes at most one call in this time; a list of a hundred pages is asked for again so much later. */
const MS_A_CALL_AT_REST = 5_000
const MS_A_CALL_IN_PASSING = 500

/** `key` says what is asked for; another key asks anew. The region is part of it by itself. */
export function useQuery<Data>(key: string, ask: () => Promise<Data>, { passing, when = true, restMs = REST_MS }: QueryOptions<Data> = {}): Query<Data> {
  const { region } = useStore(preferences)
  const [state, setState] = useState<{ readonly key: string; readonly data?: Data; readonly error?: unknown }>({ key: '' })
  const [asked, setAsked] = useState(false)
  const whole = `${region} ${key}`
  const latest = useRef({ ask, passing })
  latest.current = { ask, passing }
  const round = useRef<Round>(undefined)

  useEffect(() => {
    if (!when) return
    round.current = keepAsking(() => latest.current.ask(), {
      settled: (result) => {
        setState((before) => ({ key: whole, ...(before.key === whole && before.data !== undefined && { data: before.data }), ...result }))
        setAsked(false)
      },
      pauseAfter: (data, calls) => {
        if (data !== undefined && latest.current.passing?.(data)) return Math.max(PASSING_MS, calls * MS_A_CALL_IN_PASSING)
        return restMs === 0 ? 0 : Math.max(restMs, calls * MS_A_CALL_AT_REST)
      },
    })
    return () => round.current?.end()
  }, [whole, when, restMs])

  const reload = useCallback(() => {
    setAsked(true)
    round.current?.now()
  }, [])
  const current = state.key === whole ? state : undefined
  return { data: current?.data, error: current?.error, loading: when && (asked || !current), reload }
}

interface Round {
  /** Asks at once, or once more after the call that is under way. */
  now(): void
  end(): void
}

interface Listener<Data> {
  settled(result: { readonly data: Data; readonly error?: undefined } | { readonly error: unknown }): void
  /** @param calls how many API calls the round took */
  pauseAfter(data: Data | undefined, calls: number): number
}

/** Asks at once, then again and again; not while the page is hidden. */
function keepAsking<Data>(ask: () => Promise<Data>, { settled, pauseAfter }: Listener<Data>): Round {
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let again = false
  let due = false
  const next = async () => {
    clearTimeout(timer)
    due = document.hidden
    if (due || ended) return
    busy = true
    const callsBefore = callsSoFar()
    again = false
    let data: Data | undefined
    try {
      data = await ask()
      if (!ended) settled({ data, error: undefined })
    } catch (error) {
      if (!ended) settled({ error })
    }
    busy = false
    const pause = again ? 1 : pauseAfter(data, callsSoFar() - callsBefore)
    if (!ended && pause > 0) timer = setTimeout(next, pause)
  }
  const shown = () => {
    if (!document.hidden && due) void next()
  }
  document.addEventListener('visibilitychange', shown)
  void next()
  return {
    now() {
      if (busy) again = true
      else void next()
    },
    end() {
      ended = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', shown)
    },
  }
}
