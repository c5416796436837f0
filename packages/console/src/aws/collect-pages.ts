/** Lists come in pages; a table shows them as one, up to a limit. */
export async function collectPages<Item>(
  ask: (token: string | undefined) => Promise<{ readonly items: readonly Item[] | undefined; readonly next: string | undefined }>,
  most = 10_000,
): Promise<Item[]> {
  const all: Item[] = []
  let token: string | undefined
  do {
    const { items, next } = await ask(token)
    all.push(...(items ?? []))
    token = next
  } while (token !== undefined && token !== '' && all.length < most)
  return all
}
