/** What CloudTrail's calls are about: a trail is named by its name or its ARN, in one of several members. */
import type { Asked, ServiceAccess } from '../../access.ts'

const lastPart = (text: string) => text.slice(text.lastIndexOf('/') + 1)

function trailName({ input }: Asked): string | undefined {
  const given = input.Name ?? input.TrailName ?? input.ResourceId
  return typeof given === 'string' && given !== '' ? lastPart(given) : undefined
}

export const access: ServiceAccess = { variables: { TrailName: trailName } }
