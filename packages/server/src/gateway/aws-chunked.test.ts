import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { AwsChunkedDecoder, type ChunkedOptions, type ChunkSigning } from './aws-chunked.ts'
import { defaultLimits } from './limits.ts'
import { deriveKey, EMPTY_SHA256, scopeText, sha256, sign } from './sigv4.ts'

const scope = { date: '20130524', region: 'us-east-1', service: 's3' }
const key = deriveKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope)
const signing = (seed: string): ChunkSigning => ({ key, time: '20130524T000000Z', scope, seed })

async function decode(
  pieces: readonly Buffer[],
  options: Partial<ChunkedOptions> & { readonly decodedLength: number },
): Promise<{ body: Buffer; trailers: object }> {
  const decoder = new AwsChunkedDecoder({ trailers: [], limits: defaultLimits, ...options })
  const body = await buffer(Readable.from(pieces).compose(decoder))
  return { body, trailers: { ...decoder.trailers?.() } }
}

const refused = (text: string, options: Partial<ChunkedOptions> & { readonly decodedLength: number }, code: string) =>
  assert.rejects(decode([Buffer.from(text)], options), (error: { code?: string }) => error.code === code)

test('the example of the S3 API reference: 65 KiB in two signed chunks', async () => {
  const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9'
  const first = 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'
  const second = '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'
  const last = 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'
  const body = `10000;chunk-signature=${first}\r\n${'a'.repeat(65536)}\r\n400;chunk-signature=${second}\r\n${'a'.repeat(1024)}\r\n0;chunk-signature=${last}\r\n\r\n`
  const { body: decoded } = await decode([Buffer.from(body)], { signing: signing(seed), decodedLength: 66560 })
  assert.equal(decoded.toString(), 'a'.repeat(66560))
  await refused(body.replace('aa\r\n400', 'ab\r\n400'), { signing: signing(seed), decodedLength: 66560 }, 'SignatureDoesNotMatch')
  await refused(body.replace(last, first), { signing: signing(seed), decodedLength: 66560 }, 'SignatureDoesNotMatch')
  await refused(body.replace(`;chunk-signature=${second}`, ''), { signing: signing(seed), decodedLength: 66560 }, 'SignatureDoesNotMatch')
})

/** Signed chunks and a signed trailer, by the rules of the S3 API reference. */
function signedWithTrailer(chunks: readonly string[], trailer: string): string {
  let previous = '0'.repeat(64)
  let text = ''
  for (const chunk of [...chunks, '']) {
    const hash = chunk === '' ? EMPTY_SHA256 : sha256(chunk)
    previous = sign(key, `AWS4-HMAC-SHA256-PAYLOAD\n20130524T000000Z\n${scopeText(scope)}\n${previous}\n${EMPTY_SHA256}\n${hash}`)
    text += `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk === '' ? '' : `${chunk}\r\n`}`
  }
  const signature = sign(key, `AWS4-HMAC-SHA256-TRAILER\n20130524T000000Z\n${scopeText(scope)}\n${previous}\n${sha256(`${trailer}\n`)}`)
  return `${text}${trailer}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`
}

const trailer = 'x-amz-checksum-crc32c:sOO8/Q=='

test('signed trailers: good, wrong, missing', async () => {
  const text = signedWithTrailer(['hello ', 'world'], trailer)
  const options = { signing: signing('0'.repeat(64)), trailers: ['x-amz-checksum-crc32c'], decodedLength: 11 }
  assert.deepEqual((await decode([Buffer.from(text)], options)).trailers, { 'x-amz-checksum-crc32c': 'sOO8/Q==' })
  await refused(text.replace('sOO8', 'sOO9'), options, 'SignatureDoesNotMatch')
  await refused(text.replace(/x-amz-trailer-signature:.*\r\n/, ''), options, 'SignatureDoesNotMatch')
  await refused(text.replace(`${trailer}\r\n`, ''), options, 'MalformedTrailerError')
})

const unsigned = `6\r\nhello \r\n5\r\nworld\r\n0\r\n${trailer}\r\n\r\n`

test('whatever way the bytes are split, the same comes out', async () => {
  for (const text of [unsigned, signedWithTrailer(['hello ', 'world'], trailer)]) {
    const options = {
      ...(text === unsigned ? {} : { signing: signing('0'.repeat(64)) }),
      trailers: ['x-amz-checksum-crc32c'],
      decodedLength: 11,
    }
    const bytes = Buffer.from(text)
    const splits = [...Array(bytes.length - 1).keys()].map((at) => [bytes.subarray(0, at + 1), bytes.subarray(at + 1)])
    const single = [...bytes].map((byte) => Buffer.from([byte]))
    for (const pieces of [...splits, single]) {
      const { body, trailers } = await decode(pieces, options)
      assert.equal(body.toString(), 'hello world')
      assert.deepEqual(trailers, { 'x-amz-checksum-crc32c': 'sOO8/Q==' })
    }
  }
})

const wrong: readonly [why: string, text: string, code: string][] = [
  ['it ends in the middle of a chunk', '6\r\nhel', 'IncompleteBody'],
  ['it ends before the last chunk', '6\r\nhello \r\n', 'IncompleteBody'],
  ['it ends before the trailers', '6\r\nhello \r\n5\r\nworld\r\n0\r\n', 'IncompleteBody'],
  ['a size is no number', 'x\r\n', 'IncompleteBody'],
  ['a size is negative', '-1\r\n', 'IncompleteBody'],
  ['a size has an extension that nobody knows', '6;a=b\r\nhello \r\n', 'IncompleteBody'],
  ['a chunk is longer than its size', '5\r\nhello \r\n', 'IncompleteBody'],
  ['a line ends in LF alone', '6\nhello \n', 'IncompleteBody'],
  ['a line never ends', '1'.repeat(2000), 'IncompleteBody'],
  ['the whole is longer than announced', '6\r\nhello \r\n6\r\nworld!\r\n0\r\n\r\n', 'IncompleteBody'],
  ['the whole is shorter than announced', '6\r\nhello \r\n0\r\n\r\n', 'IncompleteBody'],
  ['something follows', `${unsigned}GET / HTTP/1.1\r\n`, 'IncompleteBody'],
  ['a trailer was not announced', unsigned.replace(trailer, `${trailer}\r\nx-other:1`), 'MalformedTrailerError'],
  ['a trailer comes twice', unsigned.replace(trailer, `${trailer}\r\n${trailer}`), 'MalformedTrailerError'],
  ['an announced trailer is missing', unsigned.replace(`${trailer}\r\n`, ''), 'MalformedTrailerError'],
  ['a trailer has no name', unsigned.replace(trailer, ':x'), 'MalformedTrailerError'],
  ['a chunk is larger than any', 'ffffffffffffff\r\n', 'IncompleteBody'],
]
for (const [why, text, code] of wrong) {
  test(`refused when ${why}`, () => refused(text, { trailers: ['x-amz-checksum-crc32c'], decodedLength: 11 }, code))
}
