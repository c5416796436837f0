/** Pages of lists that are at hand as a whole: a token tells where the next page begins. Opaque to callers, and refused when it is not ours. */

export const writeOffset = (offset: number): string => Buffer.from(`offset ${offset}`).toString('base64url')

/** Throws what `refused` makes for a token that no page gave. */
export function readOffset(token: string, refused: () => Error): number {
  const offset = /^offset (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (offset === undefined) throw refused()
  return Number(offset)
}

export interface OffsetPage<Item> {
  readonly items: Item[]
  /** The next page's token, when there is one. */
  readonly next: string | undefined
}

/** The page that `token` tells, the first one without. Throws as `readOffset`. */
export function offsetPage<Item>(all: readonly Item[], limit: number, token: string | undefined, refused: () => Error): OffsetPage<Item> {
  const from = token === undefined ? 0 : readOffset(token, refused)
  const to = from + limit
  return { items: all.slice(from, to), next: to < all.length ? writeOffset(to) : undefined }
}
