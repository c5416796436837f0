import type { Context } from '../../../operation.ts'
import { freeBlobs } from '../free-blobs.ts'
import { replacePart } from './multipart-upload.store.ts'
import { mustFindUpload, type Part } from './multipart-upload.ts'

/** Makes the bytes a part, unless the upload was completed or aborted while they came: then throws NoSuchUpload. */
export function storePart(ctx: Context, named: Parameters<typeof mustFindUpload>[1], part: Part): void {
  const freed = ctx.transact(() => {
    const { upload } = mustFindUpload(ctx, named)
    return replacePart(ctx.db, upload.uploadId, part)
  })
  freeBlobs(ctx.objects, freed)
}
