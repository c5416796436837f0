/** Root's access key, as the server wrote it into the profile of this home, and clients that use it. */
import { join } from 'node:path'
import { ROOT_PROFILE, readProfile } from '../../server/src/store/home.ts'
import type { RunningServer } from './server-process.ts'
import { PlainError } from './usage.ts'

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** @throws PlainError when this home has never seen a server */
export function rootAccessKey(home: string): AccessKey {
  const profile = readProfile(home, ROOT_PROFILE)
  if (!profile) throw new PlainError(`there are no credentials in ${join(home, 'aws', 'credentials')} yet; start Kenja once: ./kenja up -d`)
  return { accessKeyId: profile.accessKeyId, secretAccessKey: profile.secretAccessKey }
}

/** Configuration for clients of the AWS SDK for JavaScript. */
export function clientSettings(server: RunningServer, region: string) {
  return { endpoint: endpointOf(server), region, credentials: rootAccessKey(server.home), maxAttempts: 3 }
}

/** 0.0.0.0 and :: are addresses to listen on, not to call. */
export const reachableHost = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)

export const endpointOf = ({ host, port }: RunningServer) => `http://${reachableHost(host)}:${port}`
