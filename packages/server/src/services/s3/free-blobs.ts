import type { ObjectStore } from '../../objects/objects.ts'

/** Frees bytes after the commit that stopped referring to them. Nobody waits for it: what fails here, `sweep` finds. */
export function freeBlobs(objects: ObjectStore, ids: readonly string[]): void {
  for (const id of ids) void objects.remove(id).catch(() => undefined)
}
