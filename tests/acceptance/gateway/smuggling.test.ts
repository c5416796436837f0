/** Requests whose end two readers could see in different places: refused, and nothing behind them is taken for a request. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sendRaw } from '../../support/hostile/raw-http.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server.stop())

const HOST = 'Host: 127.0.0.1\r\n'
/** Answered 200 when it is taken for a request of its own. */
const SMUGGLED = `GET /_kenja/health HTTP/1.1\r\n${HOST}\r\n`
const post = (fields: string, body: string) => `POST /bucket/key HTTP/1.1\r\n${HOST}${fields}\r\n${body}`
const chunked = 'Transfer-Encoding: chunked\r\n'

const ambiguous: Readonly<Record<string, string>> = {
  'Content-Length and Transfer-Encoding': post(`Content-Length: 4\r\n${chunked}`, `0\r\n\r\n${SMUGGLED}`),
  'Transfer-Encoding and Content-Length': post(`${chunked}Content-Length: 4\r\n`, `0\r\n\r\n${SMUGGLED}`),
  'two Content-Lengths': post('Content-Length: 0\r\nContent-Length: 90\r\n', SMUGGLED),
  'two equal Content-Lengths': post('Content-Length: 0\r\nContent-Length: 0\r\n', SMUGGLED),
  'a list of Content-Lengths': post('Content-Length: 0, 0\r\n', SMUGGLED),
  'a signed Content-Length': post('Content-Length: +0\r\n', SMUGGLED),
  'a negative Content-Length': post('Content-Length: -1\r\n', SMUGGLED),
  'a hexadecimal Content-Length': post('Content-Length: 0x0\r\n', SMUGGLED),
  'a Content-Length beyond every number': post('Content-Length: 18446744073709551616\r\n', SMUGGLED),
  'an unknown coding': post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a coding before chunked': post('Transfer-Encoding: identity, chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'chunked before another coding': post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a coding in quotes': post('Transfer-Encoding: "chunked"\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a tab in the coding': post('Transfer-Encoding:\tchunked\x0b\r\n', `0\r\n\r\n${SMUGGLED}`),
  'two Transfer-Encodings': post(`${chunked}Transfer-Encoding: cow\r\n`, `0\r\n\r\n${SMUGGLED}`),
  'a space before the colon': post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a folded header': post('X-A: b\r\n Transfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a folded coding': post('Transfer-Encoding:\r\n chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'bare line feeds': `POST /bucket/key HTTP/1.1\n${HOST.trim()}\nContent-Length: 0\n\n${SMUGGLED}`,
  'a bare line feed among the headers': post('X-A: b\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a bare carriage return among the headers': post('X-A: b\rTransfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a NUL in a name': post('Transfer\0-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`),
  'a NUL in a value': post('X-A: b\0\r\nContent-Length: 0\r\n', SMUGGLED),
  'a line feed in a chunk extension': post(chunked, `1;a\nb\r\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a line feed after a chunk size': post(chunked, `1\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk size that is no number': post(chunked, `zz\r\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk size with 0x': post(chunked, `0x1\r\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a negative chunk size': post(chunked, `-1\r\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk size beyond every number': post(chunked, `fffffffffffffffff\r\nx\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk longer than its size': post(chunked, `1\r\nxx\r\n0\r\n\r\n${SMUGGLED}`),
  'a version that is none': `POST /bucket/key HTTP/1.9\r\n${HOST}Content-Length: 0\r\n\r\n${SMUGGLED}`,
  'a request line of HTTP/0.9': `GET /_kenja/health\r\n\r\n${SMUGGLED}`,
  'two Host headers': `GET /_kenja/health HTTP/1.1\r\n${HOST}Host: evil.example\r\n\r\n`,
  'another host as the target': `GET http://evil.example/_kenja/health HTTP/1.1\r\n${HOST}\r\n`,
}

for (const [why, bytes] of Object.entries(ambiguous)) {
  test(`not understood in two ways: ${why}`, async () => {
    const answer = await sendRaw(server.port, bytes, { halfCloseAfterMs: 200 })
    assert.ok(!answer.text.includes('"running"'), 'what was hidden behind the request was answered')
    assert.equal(answer.text.match(/^HTTP\/1\.1 /gm)?.length ?? 0, answer.status === 0 ? 0 : 1, answer.text)
    assert.ok(answer.status === 0 || (answer.status >= 400 && answer.status < 500), answer.text)
  })
}

test('the server goes on', async () => {
  assert.match((await sendRaw(server.port, `GET /_kenja/health HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)).text, /^HTTP\/1\.1 200 [\s\S]*"running"/)
})
