export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** Without rows that nobody filled in; undefined when none is left. */
export function tagsForRequest(tags: readonly Tag[]): Tag[] | undefined {
  const filled = tags.filter(({ Key }) => Key !== '')
  return filled.length > 0 ? filled : undefined
}
