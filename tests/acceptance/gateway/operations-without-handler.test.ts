/** Every operation of every service's model, in the protocol that its clients speak: one that Kenja does not have answers 501 and says its name. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { services } from '../../../packages/server/src/app/services.ts'
import { modelOf, operationNames, type ServiceId, signingName } from '../../../packages/wire/src/index.ts'
import { services as facts } from '../../../packages/wire/src/services.ts'
import { signedRequest } from '../../bench/signed-request.ts'
import { REGION, startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server.stop())

interface Request {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** In CBOR. */
const EMPTY_MAP = Buffer.from([0xa0])

/** Operations of S3 that no path of their own tells apart: old names of newer ones, and one that lives on another host. */
const answeredAs: Readonly<Record<string, string>> = {
  GetBucketLifecycle: 'GetBucketLifecycleConfiguration',
  GetBucketNotification: 'GetBucketNotificationConfiguration',
  PutBucketLifecycle: 'PutBucketLifecycleConfiguration',
  PutBucketNotification: 'PutBucketNotificationConfiguration',
}
const ELSEWHERE = ['ListDirectoryBuckets']

function requestOf(service: ServiceId, protocol: string, operation: string): Request {
  const model = modelOf(service)
  if (protocol.startsWith('awsJson')) {
    const headers = { 'content-type': `application/x-amz-json-${protocol.slice(-3)}`, 'x-amz-target': `${model.targetPrefix}.${operation}` }
    return { method: 'POST', path: '/', query: '', headers, body: '{}' }
  }
  if (protocol.endsWith('Query')) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', path: '/', query: '', headers, body: `Action=${operation}&Version=${model.apiVersion}` }
  }
  if (protocol === 'rpcv2Cbor') {
    const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', accept: 'application/cbor' }
    return { method: 'POST', path: `/service/${model.targetPrefix}/operation/${operation}`, query: '', headers, body: EMPTY_MAP }
  }
  const { method, requestUri, query, headers } = model.binding(operation)
  const [path = '/', literals = ''] = requestUri.replaceAll(/\{[^}]+\}/g, 'some-name').split('?')
  const words = [...literals.split('&').filter(Boolean), ...query.map((name) => `${name}=1`)].map((word) => (word.includes('=') ? word : `${word}=`))
  return { method, path, query: words.sort(byName).join('&'), headers: Object.fromEntries(headers.map((name) => [name, '1'])), body: '' }
}

const nameOf = (word: string) => word.slice(0, word.indexOf('='))
const byName = (one: string, other: string) => (nameOf(one) < nameOf(other) ? -1 : 1)

/** The status line and what follows, of an answer that may have no body (HEAD). */
function ask(service: ServiceId, { headers, ...request }: Request): Promise<string> {
  const target = { host: `127.0.0.1:${server.port}`, region: REGION, service: signingName(service) }
  const signed = signedRequest(server.credentials, target, { ...request, headers: { ...headers, connection: 'close' } })
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.write(signed))
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('end', () => resolve(answer))
  })
}

for (const service of Object.keys(facts) as ServiceId[]) {
  test(`${service}: what has no handler answers 501 with its name`, async () => {
    const load = services[service]
    const handled = new Set(load ? Object.keys((await load()) as object) : [])
    const missing = operationNames(service).filter((operation) => !handled.has(answeredAs[operation] ?? operation) && !ELSEWHERE.includes(operation))
    const wrong: string[] = []
    for (const protocol of facts[service].protocols) {
      for (const operation of missing) {
        const request = requestOf(service, protocol, operation)
        const answer = await ask(service, request)
        const named = request.method === 'HEAD' || answer.includes(`Kenja does not have the operation ${answeredAs[operation] ?? operation} of ${service} yet.`)
        if (!answer.startsWith('HTTP/1.1 501 ') || !named)
          wrong.push(`${operation} (${protocol}): ${answer.split('\r\n', 1)[0]} ${answer.split('\r\n\r\n')[1]}`)
      }
    }
    assert.deepEqual(wrong, [])
  })
}
