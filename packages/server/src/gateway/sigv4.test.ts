/**
 * Canonical forms and signatures. The expected values are those of AWS's own documentation and of hand-derived cases; AWS's suite of 34 requests runs too
 * when KENJA_SIGV4_VECTORS names a folder that holds it (`tests/unit/auth/aws4_testsuite` of botocore).
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { canonicalPath, canonicalQuery, canonicalRequest } from './canonical.ts'
import { createSigningKeys, deriveKey, EMPTY_SHA256, sameSignature, sha256, sign, stringToSign } from './sigv4.ts'

const vectors = process.env.KENJA_SIGV4_VECTORS
const SUITE_KEY = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const suiteScope = { date: '20150830', region: 'us-east-1', service: 'service' }

interface RawRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Record<string, string>
  readonly repeated: Map<string, string[]>
  readonly body: string
}

/** The suite's requests are no valid HTTP in places (spaces in paths, folded headers), so they are read by hand. */
function readRequest(raw: string): RawRequest {
  const [head = '', ...body] = raw.replaceAll('\r\n', '\n').split('\n\n')
  const [requestLine = '', ...lines] = head.replace(/\n[ \t]+/g, ' ').split('\n')
  const [, method = '', target = ''] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? []
  const repeated = new Map<string, string[]>()
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    repeated.set(name, [...(repeated.get(name) ?? []), line.slice(line.indexOf(':') + 1)])
  }
  const mark = target.indexOf('?')
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: Object.fromEntries([...repeated].map(([name, values]) => [name, values.join(', ')])),
    repeated,
    body: body.join('\n\n'),
  }
}

function casesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.req'))
    .map((entry) => join(entry.parentPath, basename(entry.name, '.req')))
}

if (vectors && existsSync(vectors)) {
  const cases = casesIn(vectors)
  test("AWS's suite has 34 requests", () => assert.equal(cases.length, 34))
  for (const path of cases) {
    test(`suite: ${basename(path)}`, () => {
      const expected = (ending: string) => readFileSync(`${path}.${ending}`, 'latin1').replaceAll('\r', '')
      const request = readRequest(readFileSync(`${path}.sreq`, 'latin1'))
      const [, signedHeaders = '', signature = ''] = /SignedHeaders=([^,]+), Signature=([0-9a-f]+)/.exec(expected('authz')) ?? []
      const canonical = canonicalRequest(request, 'service', signedHeaders.split(';'), sha256(Buffer.from(request.body, 'latin1'))) as string
      assert.equal(canonical, expected('creq'))
      const text = stringToSign('20150830T123600Z', suiteScope, canonical)
      assert.equal(text, expected('sts'))
      assert.equal(sign(deriveKey(SUITE_KEY, suiteScope), text), signature)
    })
  }
}

test('the example of the S3 API reference: GET with a range', () => {
  const scope = { date: '20130524', region: 'us-east-1', service: 's3' }
  const headers = { host: 'examplebucket.s3.amazonaws.com', range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY_SHA256, 'x-amz-date': '20130524T000000Z' }
  const canonical = canonicalRequest(
    { method: 'GET', path: '/test.txt', query: '', headers, repeated: undefined },
    's3',
    Object.keys(headers),
    EMPTY_SHA256,
  ) as string
  const signature = sign(deriveKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope), stringToSign('20130524T000000Z', scope, canonical))
  assert.equal(signature, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

const paths: readonly [service: string, sent: string, canonical: string, why: string][] = [
  ['s3', '/a/../b//c/.', '/a/../b//c/.', 'S3 never normalises'],
  ['s3', '/a%20b%2Fc', '/a%20b/c', 'S3 encodes once; a slash in a key is a slash'],
  ['s3', '/a+b=c', '/a%2Bb%3Dc', 'what was left unencoded is encoded'],
  ['s3', '/%e3%81%82', '/%E3%81%82', 'hexadecimal digits are upper case'],
  ['s3', '/%', '/%25', 'a percent sign without digits is a percent sign'],
  ['iam', '/', '/', 'the root'],
  ['sagemaker', '/endpoints/a%20b/invocations', '/endpoints/a%2520b/invocations', 'others encode once more'],
  ['sagemaker', '//a/./b/../c/', '/a/c/', 'others normalise'],
  ['sagemaker', '/a/..', '/', 'up to the root'],
  ['sagemaker', '/../..', '/', 'never beyond the root'],
]
for (const [service, sent, canonical, why] of paths) {
  test(`path ${sent} for ${service}: ${why}`, () => assert.equal(canonicalPath(sent, service), canonical))
}

const queries: readonly [sent: string, canonical: string, why: string][] = [
  ['b=2&a=1', 'a=1&b=2', 'sorted by name'],
  ['a=2&a=1&A=3', 'A=3&a=1&a=2', 'then by value, in byte order'],
  ['delete', 'delete=', 'a name without a value'],
  ['a=b+c', 'a=b%2Bc', 'a plus is a plus'],
  ['a=%7e%2a', 'a=~%2A', 'encoded as AWS does'],
  ['prefix=a%2Fb&&x=1', 'prefix=a%2Fb&x=1', 'an empty part is none'],
  ['a=1=2', 'a=1%3D2', 'further equals signs belong to the value'],
  ['X-Amz-Signature=1&X-Amz-Date=2', 'X-Amz-Date=2', 'without the signature itself'],
]
for (const [sent, canonical, why] of queries) {
  test(`query ${sent}: ${why}`, () => assert.equal(canonicalQuery(sent, 'X-Amz-Signature'), canonical))
}

test('headers: trimmed, spaces collapsed, repeated ones joined in their order', () => {
  const request = { method: 'GET', path: '/', query: '', headers: { host: 'h', 'my-header': '  a   b ', x: '2, 1' }, repeated: new Map([['x', ['2', ' 1 ']]]) }
  assert.equal(canonicalRequest(request, 'iam', ['host', 'my-header', 'x'], 'hash'), 'GET\n/\n\nhost:h\nmy-header:a b\nx:2,1\n\nhost;my-header;x\nhash')
  assert.equal(canonicalRequest(request, 'iam', ['host', 'absent'], 'hash'), undefined)
})

test('signing keys: remembered, bounded, never for another secret', () => {
  const keys = createSigningKeys(2)
  const scope = { date: '20260101', region: 'us-east-1', service: 's3' }
  const first = keys('A', 'secret', scope)
  assert.equal(keys('A', 'secret', scope), first)
  assert.notEqual(sign(keys('A', 'another', scope), 'text'), sign(first, 'text'))
  keys('B', 'secret', scope)
  keys('C', 'secret', scope)
  assert.notEqual(keys('A', 'another', scope), first)
})

test('signatures of other lengths and contents differ', () => {
  assert.equal(sameSignature('abcd', 'abcd'), true)
  assert.equal(sameSignature('abcd', 'abce'), false)
  assert.equal(sameSignature('abcd', 'abc'), false)
  assert.equal(sameSignature('abcd', ''), false)
})
