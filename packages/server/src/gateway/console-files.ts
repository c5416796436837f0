/** The console's static files on `console.localhost`. Its pages are an AWS client like any other: what they ask for is signed and takes the usual way. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BundleFile, type BundleManifest, bundleDirectory, MANIFEST } from '../../../console/build/bundle-directory.ts'
import type { Exchange, PlainAnswer } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { page } from './page.ts'
import type { Tools } from './tools.ts'

/** No inline script or style, nothing from elsewhere, in nobody's frame. `blob:` images are previews that the page itself has fetched and signed for. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const GUARDS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

interface Bundle {
  readonly directory: string
  readonly files: ReadonlyMap<string, BundleFile>
}

const bundles = new Map<string, Bundle>()

/** Answers GET and HEAD without a signature; whatever is signed in its headers goes on along the chain. */
export async function consoleFiles(exchange: Exchange, tools: Tools): Promise<void> {
  refuseSignedAddress(exchange)
  if (exchange.headers.authorization !== undefined || (exchange.method !== 'GET' && exchange.method !== 'HEAD')) return
  const bundle = await findBundle(tools.config.cache)
  try {
    exchange.answer = bundle ? await answer(exchange, bundle) : notBuilt()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // Later builds have pushed this one out of the cache.
    bundles.delete(tools.config.cache)
    exchange.answer = notBuilt()
  }
}

/** A signed address can be opened like a page: a user's object would then be a page of the console's own origin, with its credentials in reach. */
function refuseSignedAddress({ query }: Exchange): void {
  if (/(?:^|&)(?:X-Amz-Signature|Signature)=/i.test(query)) {
    throw gatewayFault('Forbidden', "Presigned addresses do not open on the console's host. Use 127.0.0.1 or localhost.", 403)
  }
}

/** The bundle of these sources, looked for until it is there: it may be built while the server runs. */
async function findBundle(cache: string): Promise<Bundle | undefined> {
  const known = bundles.get(cache)
  if (known) return known
  const directory = bundleDirectory(cache)
  try {
    const { files } = JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')) as BundleManifest
    const bundle = { directory, files: new Map(files.map((file) => [file.path, file])) }
    bundles.set(cache, bundle)
    return bundle
  } catch {
    return undefined
  }
}

async function answer(exchange: Exchange, { directory, files }: Bundle): Promise<PlainAnswer> {
  const isAsset = exchange.path.startsWith('/assets/')
  // Every other path is one of the console's own, which its script finds.
  const file = files.get(isAsset ? exchange.path : '/index.html')
  if (!file) throw gatewayFault('NotFound', 'There is nothing here.', 404)
  const etag = `"${file.sha256.slice(0, 32)}"`
  const headers = {
    ...GUARDS,
    etag,
    vary: 'accept-encoding',
    'cache-control': isAsset ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (exchange.headers['if-none-match']?.includes(etag)) return { status: 304, headers, body: '' }
  const encoding = encodingFor(exchange.headers['accept-encoding'] ?? '', file)
  const body = await readFile(join(directory, encoding ? `${file.path}.${encoding}` : file.path))
  return { status: 200, headers: { ...headers, 'content-type': file.type, ...(encoding && { 'content-encoding': NAMES[encoding] }) }, body }
}

const NAMES = { br: 'br', gz: 'gzip' } as const

function encodingFor(accepted: string, file: BundleFile): keyof typeof NAMES | undefined {
  const takes = (name: string) => new RegExp(`(?:^|[\\s,])${name}(?:$|[\\s,]|;(?!\\s*q=0(?:\\.0*)?\\s*(?:$|,)))`, 'i').test(accepted)
  if (file.br !== undefined && takes('br')) return 'br'
  return file.gz !== undefined && takes('gzip') ? 'gz' : undefined
}

function notBuilt(): PlainAnswer {
  const told = page(
    503,
    'The console is not built yet',
    './kenja up builds it once, which takes some seconds; this page looks again by itself. Everything else works meanwhile.',
  )
  return { ...told, headers: { ...told.headers, refresh: '3' } }
}
