import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseS3Uri, s3Href } from './s3-uri.ts'

test('locations', () => {
  assert.deepEqual(parseS3Uri('s3://b'), { bucket: 'b', key: '' })
  assert.deepEqual(parseS3Uri('s3://b/a/b c'), { bucket: 'b', key: 'a/b c' })
  assert.equal(parseS3Uri('http://b/a'), undefined)
})

test('their pages', () => {
  assert.equal(s3Href('s3://b/out/model.tar.gz'), '/s3/objects/b/out/model.tar.gz')
  assert.equal(s3Href('s3://b/a b/賢'), '/s3/folders/b/a%20b/%E8%B3%A2/')
  assert.equal(s3Href('s3://b'), '/s3/folders/b/')
})
