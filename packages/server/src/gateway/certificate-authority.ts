/** The local certificate authority, made once for a home: it lets clients that insist on `https://sts.us-east-1.amazonaws.com` find Kenja there. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls'
import { authorityCertificate, type KeyPair, serverCertificate } from './certificate.ts'

export interface CertificateAuthority {
  /** PEM. */
  readonly certificate: string
  /** For TLS as `name`; made at the first call, remembered. Without a name: for loopback. */
  contextFor(name: string | undefined): Promise<SecureContext>
  /** Key and certificate for loopback names, in one PEM: for servers inside sandboxes. Kept in the home and made again a month before its end. */
  localhostPem(): Promise<string>
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'] as const
const curve = { namedCurve: 'P-256' } as const

/** Where the system's authorities and ours stand in one file, for AWS_CA_BUNDLE and its like. */
export const caBundleFile = (home: string): string => join(home, 'ca', 'bundle.pem')
export const caCertificateFile = (home: string): string => join(home, 'ca', 'ca.pem')

/**
 * Opens the home's authority, or makes it: `<home>/ca/ca.key` (0600), `ca.pem`, `bundle.pem`.
 * @param capacity how many host names' certificates are remembered
 */
export async function openCertificateAuthority(home: string, now: () => Date, capacity: number): Promise<CertificateAuthority> {
  const authority = await loadOrMake(home, now())
  const { certificate } = authority
  refreshBundle(home, certificate, now())
  let leafKeys: KeyPair | undefined
  const contexts = new Map<string, Promise<SecureContext>>()
  const makeContext = async (name: string | undefined): Promise<SecureContext> => {
    leafKeys ??= generateKeyPairSync('ec', curve)
    const names = name === undefined ? LOOPBACK_NAMES : ([name] as const)
    return createSecureContext({
      key: leafKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      cert: (await serverCertificate(names, leafKeys.publicKey, authority, now())) + certificate,
      minVersion: 'TLSv1.2',
    })
  }
  return {
    certificate,
    async localhostPem() {
      const file = join(home, 'ca', 'localhost.pem')
      if (existsSync(file)) {
        const pem = readFileSync(file, 'utf8')
        if (new X509Certificate(pem).validToDate.getTime() > now().getTime() + 30 * DAY_MS) return pem
      }
      const keys = generateKeyPairSync('ec', curve)
      const pem = (await serverCertificate(LOOPBACK_NAMES, keys.publicKey, authority, now())) + keys.privateKey.export({ type: 'pkcs8', format: 'pem' })
      writeWhole(file, pem, 0o600)
      return pem
    },
    contextFor(name) {
      const known = contexts.get(name ?? '')
      if (known) return known
      const context = makeContext(name)
      if (contexts.size >= capacity) contexts.delete(contexts.keys().next().value as string)
      contexts.set(name ?? '', context)
      context.catch(() => contexts.delete(name ?? ''))
      return context
    },
  }
}

async function loadOrMake(home: string, now: Date): Promise<KeyPair & { readonly certificate: string }> {
  const directory = join(home, 'ca')
  const keyFile = join(directory, 'ca.key')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (existsSync(keyFile) && existsSync(caCertificateFile(home))) {
    const certificate = readFileSync(caCertificateFile(home), 'utf8')
    const privateKey = createPrivateKey(readFileSync(keyFile))
    if (new X509Certificate(certificate).validToDate > now) return { privateKey, publicKey: createPublicKey(privateKey), certificate }
  }
  const keys = generateKeyPairSync('ec', curve)
  // A name of its own for each home: clients that trust several of our authorities tell them apart.
  const certificate = await authorityCertificate(keys, `Kenja local authority ${now.toISOString().slice(0, 19)}Z`, now)
  writeWhole(keyFile, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 0o600)
  writeWhole(caCertificateFile(home), certificate, 0o644)
  return { ...keys, certificate }
}

/** A reader never sees half a file, and a key never lies open for a moment. */
function writeWhole(file: string, text: string, mode: number): void {
  const unfinished = `${file}.new`
  writeFileSync(unfinished, text, { mode })
  chmodSync(unfinished, mode)
  renameSync(unfinished, file)
}

/** The text for a bundle file: the system's roots, those that NODE_EXTRA_CA_CERTS adds, and `own`. */
export function caBundle(own: string): string {
  const system = getCACertificates('system')
  const roots = new Set([...(system.length > 0 ? system : rootCertificates), ...getCACertificates('extra')].map((pem) => pem.trim()))
  return `${[...roots, own.trim()].join('\n')}\n`
}

const DAY_MS = 86_400_000

/** Once a day is often enough for changes of the system's roots, and reading them all takes a moment. */
function refreshBundle(home: string, certificate: string, now: Date): void {
  const file = caBundleFile(home)
  const age = existsSync(file) ? now.getTime() - statSync(file).mtimeMs : Number.POSITIVE_INFINITY
  if (age > DAY_MS || !readFileSync(file, 'utf8').includes(certificate.trim())) writeWhole(file, caBundle(certificate), 0o644)
}

/** Whether a name may stand in a certificate of ours. */
export const isCertifiable = (name: string): boolean => isIP(name) !== 0 || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name)
