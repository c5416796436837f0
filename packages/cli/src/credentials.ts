/** Root's access key, as the server wrote it into the profile of this home, and clients that use it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningServer } from './server-process.ts'
import { PlainError } from './usage.ts'

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** @throws PlainError when this home has never seen a server */
export function rootAccessKey(home: string): AccessKey {
  const file = join(home, 'aws', 'credentials')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new PlainError(`there are no credentials in ${file} yet; start Kenja once: ./kenja up -d`)
  }
  const value = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'm').exec(text)?.[1]
  const accessKeyId = value('aws_access_key_id')
  const secretAccessKey = value('aws_secret_access_key')
  if (!accessKeyId || !secretAccessKey) throw new PlainError(`${file} holds no access key.`)
  return { accessKeyId, secretAccessKey }
}

/** Configuration for clients of the AWS SDK for JavaScript. */
export function clientSettings(server: RunningServer, region: string) {
  return { endpoint: endpointOf(server), region, credentials: rootAccessKey(server.home), maxAttempts: 3 }
}

/** 0.0.0.0 and :: are addresses to listen on, not to call. */
export const reachableHost = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)

export const endpointOf = ({ host, port }: RunningServer) => `http://${reachableHost(host)}:${port}`
