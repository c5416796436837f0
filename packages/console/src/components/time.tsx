import { preferences } from '../app/preferences.ts'
import { formatTime } from '../lib/format.ts'
import { useStore } from '../lib/store.ts'

export function Time({ value }: { readonly value: Date | undefined }) {
  const { language } = useStore(preferences)
  return <time dateTime={value?.toISOString()}>{formatTime(value, language)}</time>
}
