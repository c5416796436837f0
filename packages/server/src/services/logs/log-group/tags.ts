/** CloudWatch Logs writes tags as a map; the house keeps them as a list. */
import type { Tag } from '../../../operation.ts'

export const tagList = (tags: Readonly<Record<string, string>> | undefined): Tag[] => Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }))

export const tagMap = (tags: readonly Tag[]): Record<string, string> => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
