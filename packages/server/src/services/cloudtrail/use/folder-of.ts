/** Objects are counted by the folder they lie in: their number has no bound, that of the folders hardly has one. */

const PREFIX = 'arn:aws:s3:::'
/** Folders that are kept apart; what lies deeper counts for the last of them. */
const MAX_DEPTH = 6

/** `arn:aws:s3:::bucket/a/b/c.csv` → `arn:aws:s3:::bucket/a/b/*`; a bucket's own ARN, and every other one, stays. */
export function folderOf(resource: string): string {
  if (!resource.startsWith(PREFIX)) return resource
  const slash = resource.indexOf('/')
  if (slash < 0) return resource
  let end = slash
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next = resource.indexOf('/', end + 1)
    if (next < 0) break
    end = next
  }
  return `${resource.slice(0, end)}/*`
}
