import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { imageNames } from './versions.ts'

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, 'image.json'), 'utf8')) as {
  readonly repositories: Readonly<Record<string, Readonly<Record<string, string>>>>
}

test('every tag names a version that the programs know, and every version has a tag', () => {
  const named = new Set(Object.values(manifest.repositories).flatMap((tags) => Object.values(tags)))
  assert.deepEqual([...named].sort(), [...imageNames].sort())
})

test("the tags that the SageMaker SDK's editions make themselves are there", () => {
  // image_uris.retrieve of 2.153 and 2.257 and get_image_uri of 1.72 name the images up to 1.0-1 so, and no later ones.
  for (const version of ['0.90-1', '0.90-2', '1.0-1']) assert.equal(manifest.repositories['sagemaker-xgboost']?.[`${version}-cpu-py3`], version)
})
