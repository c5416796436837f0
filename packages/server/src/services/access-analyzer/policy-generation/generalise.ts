/** From the resources that were used to those that the next run will use: what a clock or a generator put into a name becomes a star. */

/** A date, a long number, a UUID's beginning, or twenty and more letters and digits with several digits among them, as clients make names unique by. */
const MADE_UP = /\d{4}-\d\d-\d\d|\d{8,}|[0-9a-f]{8}-[0-9a-f]{4}-|(?=(?:[a-z]{0,8}\d){4})[0-9a-z]{20,}/i
/** Names that people choose, whose numbers mean something (an account, the day when the console made a role): they stay as they are. */
const EXACT = new Set(['iam', 'kms', 'sts', 'organizations', 'ecr'])

/** `xgboost-2026-11-25-04-55-12-123` → `xgboost-*` */
export function generaliseName(name: string): string {
  const at = name.search(MADE_UP)
  return at < 0 ? name : `${name.slice(0, at)}*`
}

/** `bucket/a/job-20261125120000/output/*` → `bucket/a/job-*`: a folder's made-up name, and all that lies in it. */
function generaliseObjects(resource: string): string {
  const slash = resource.indexOf('/')
  return slash < 0 ? resource : resource.slice(0, slash + 1) + generaliseName(resource.slice(slash + 1))
}

export function generalise(arn: string): string {
  const parts = arn.split(':')
  if (parts.length < 6 || EXACT.has(parts[2] as string)) return arn
  const front = parts.slice(0, 5).join(':')
  const rest = parts.slice(5).join(':')
  return `${front}:${parts[2] === 's3' ? generaliseObjects(rest) : generaliseName(rest)}`
}

/** Without those that others with a star at their end contain; sorted. */
export function withoutContained(resources: Iterable<string>): string[] {
  const sorted = [...new Set(resources)].sort()
  const kept: string[] = []
  const open = sorted.filter((resource) => resource.endsWith('*')).map((resource) => resource.slice(0, -1))
  for (const resource of sorted) if (!open.some((start) => resource.startsWith(start) && resource !== `${start}*`)) kept.push(resource)
  return kept
}

/** Resources of one type that are kept apart in one statement; more become all of their type. */
const MANY = 10

/** Up to and with the first slash of the resource (for S3 the bucket, else the type); an ARN without one as it is. */
function typeOf(arn: string): string {
  const slash = arn.indexOf('/')
  return slash < 0 ? arn : arn.slice(0, slash + 1)
}

/** A bounded number of resources for each type. */
export function summarise(resources: Iterable<string>): string[] {
  const kept = withoutContained(resources)
  const byType = new Map<string, number>()
  for (const resource of kept) byType.set(typeOf(resource), (byType.get(typeOf(resource)) ?? 0) + 1)
  return withoutContained(kept.map((resource) => ((byType.get(typeOf(resource)) ?? 0) > MANY ? `${typeOf(resource)}*` : resource)))
}
