/** Abuse case 8: requests that two readers could understand in two ways. 400, and the connection ends: nothing behind them is read as a request. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../../support/server.ts'
import { sendRaw } from './room.ts'

const server = await startServer()
after(() => server.stop())

const line = (target = '/_kenja/health', method = 'GET') => `${method} ${target} HTTP/1.1\r\n`
const HOST = 'Host: localhost\r\n'
/** What would be answered by 200 if it were taken for a request of its own. */
const SMUGGLED = `GET /_kenja/health HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`

const REQUESTS: Readonly<Record<string, string>> = {
  'Content-Length and Transfer-Encoding': `${line('/', 'POST')}${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'two Content-Lengths': `${line('/', 'POST')}${HOST}Content-Length: 0\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a list of Content-Lengths': `${line('/', 'POST')}${HOST}Content-Length: 0, ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a Content-Length with a sign': `${line('/', 'POST')}${HOST}Content-Length: +0\r\n\r\n${SMUGGLED}`,
  'a Content-Length that is no number': `${line('/', 'POST')}${HOST}Content-Length: 0x10\r\n\r\n${SMUGGLED}`,
  'chunked twice': `${line('/', 'POST')}${HOST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'another coding before chunked': `${line('/', 'POST')}${HOST}Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a coding that only looks like chunked': `${line('/', 'POST')}${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'chunked with a vertical tab': `${line('/', 'POST')}${HOST}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'line feeds alone': `GET /_kenja/health HTTP/1.1\nHost: localhost\n\n${SMUGGLED}`,
  'a header folded over two lines': `${line()}${HOST}X-A: 1\r\n  2\r\n\r\n${SMUGGLED}`,
  'a space before the colon': `${line('/', 'POST')}${HOST}Content-Length : ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a NUL in a value': `${line()}${HOST}X-A: a\0b\r\n\r\n${SMUGGLED}`,
  'a NUL in the target': `${line('/_kenja/health\0')}${HOST}\r\n${SMUGGLED}`,
  'a line feed in a chunk extension': `${line('/', 'POST')}${HOST}Transfer-Encoding: chunked\r\n\r\n2;a=\n0\r\n\r\n${SMUGGLED}`,
  'a chunk size that is no number': `${line('/', 'POST')}${HOST}Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n${SMUGGLED}`,
  'a chunk that is longer than it says': `${line('/_kenja/sign-in', 'POST')}${HOST}Transfer-Encoding: chunked\r\n\r\n1\r\n{}${SMUGGLED}`,
  'two Hosts': `${line()}${HOST}Host: evil.example\r\n\r\n${SMUGGLED}`,
  'no Host': `${line()}\r\n${SMUGGLED}`,
  'an address of another host as target': `GET http://evil.example/_kenja/health HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`,
  'a method that nobody knows': `GETX ${'/'} HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`,
  'a version that nobody speaks': `GET /_kenja/health HTTP/3.9\r\n${HOST}\r\n${SMUGGLED}`,
}

for (const [what, bytes] of Object.entries(REQUESTS)) {
  test(what, async () => {
    const answer = await sendRaw(server.port, bytes)
    assert.match(answer, /^HTTP\/1\.1 400 /)
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, `something behind it was answered: ${answer}`)
  })
}

test('a whole request behind a whole one is answered, so that the cases above say something', async () => {
  const answer = await sendRaw(server.port, `${line()}${HOST}\r\n${SMUGGLED}`)
  assert.equal(answer.match(/HTTP\/1\.1 200/g)?.length, 2)
})
