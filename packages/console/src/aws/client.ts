/** One client a service, session and region, made when first used: the AWS SDK for JavaScript against the origin that served this page. */
import { preferences } from '../app/preferences.ts'
import { type Session, session } from '../app/session.ts'
import { recordCalls } from './recorded-calls.ts'

export interface ClientSettings {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string }
  readonly maxAttempts: number
}

export const settingsFor = ({ accessKeyId, secretAccessKey, sessionToken }: Session, region: string): ClientSettings => ({
  endpoint: location.origin,
  region,
  credentials: { accessKeyId, secretAccessKey, sessionToken },
  maxAttempts: 2,
})

/** @returns a function that gives the client of who is signed in now, for the region chosen now. */
export function perSession<Client extends { destroy(): void; middlewareStack: { add(middleware: never, options: never): void } }>(
  make: (settings: ClientSettings) => Client,
): () => Client {
  let made: { readonly session: Session; readonly region: string; readonly client: Client } | undefined
  return () => {
    const current = session.get()
    if (!current) throw new SignedOut()
    const { region } = preferences.get()
    if (made?.session !== current || made.region !== region) {
      made?.client.destroy()
      made = { session: current, region, client: make(settingsFor(current, region)) }
      recordCalls(made.client)
    }
    return made.client
  }
}

export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}
