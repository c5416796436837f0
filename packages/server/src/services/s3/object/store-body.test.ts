import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DiskFull, SourceFailed } from '../../../objects/errors.ts'
import type { ObjectStore } from '../../../objects/objects.ts'
import { ServiceError } from '../../../operation.ts'
import { storeBody } from './store-body.ts'

const failing = (error: Error) => ({
  objects: {
    put: async () => {
      throw error
    },
  } as unknown as ObjectStore,
})

test('a full disk, a client that went away and the gateway’s own verdict, each in its words', async () => {
  await assert.rejects(storeBody(failing(new DiskFull(undefined)), { Body: 'x' }), { code: 'InsufficientStorage', httpStatus: 507 })
  await assert.rejects(storeBody(failing(new SourceFailed(new Error('aborted'))), { Body: 'x' }), {
    code: 'IncompleteBody',
    message: 'The request body terminated unexpectedly',
  })
  const verdict = new ServiceError('SignatureDoesNotMatch', 'no', 403)
  await assert.rejects(storeBody(failing(new SourceFailed(verdict)), { Body: 'x' }), verdict)
})

test('a length over 5 GiB is refused before a byte is read', async () => {
  const body = storeBody(failing(new Error('read')), { Body: 'x', ContentLength: 5 * 1024 ** 3 + 1 })
  await assert.rejects(body, { code: 'EntityTooLarge', message: 'Your proposed upload exceeds the maximum allowed size' })
})
