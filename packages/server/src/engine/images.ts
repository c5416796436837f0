/** From an image URI to the folder that stands for it (`images/<name>/image.json`), and how its programs are started. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mount } from '../compute/driver.ts'
import { ServiceError } from '../operation.ts'
import type { ImageManifest } from './image-manifest.ts'
import { MAX_PREPARE_STDERR_BYTES } from './limits.ts'

export interface ImagesOptions {
  /** The project's `images/`. */
  readonly root: string
  /** What `imports` of a manifest are relative to. */
  readonly projectRoot: string
  /** Shared by all homes of a user: a directory per image is made in it. */
  readonly cacheRoot: string
  /** The Node that runs the images' programs. */
  readonly nodePath: string
  /** The environment of `prepare`, which runs outside the sandbox as the user's own program (PATH, HOME, proxies). */
  readonly hostEnvironment: Readonly<Record<string, string>>
}

export type ImageCommand = 'train' | 'serve'
/** What an image may have to do; `multi-model` is `serve` with several models. */
export type ImageCapability = ImageCommand | 'multi-model'

export interface Image {
  readonly name: string
  readonly repository: string
  readonly tag: string
  /** What the programs know the tag by. */
  readonly version: string
  readonly directory: string
  readonly manifest: ImageManifest
}

export interface Images {
  /** The Node that runs the images' programs; every task of an image sees it. */
  readonly nodePath: string
  /** Throws ValidationException, naming what Kenja runs. Describe keeps the URI as it was sent; only this looks into it. */
  resolve(uri: string, command: ImageCommand): Image
  mustRun(uri: string, capability: ImageCapability): void
  /** Words to start; absolute. */
  commandOf(image: Image, command: ImageCommand): readonly string[]
  /** Everything outside /opt/ml that the programs read, at its own path and read-only. */
  mountsOf(image: Image): readonly Mount[]
  environmentOf(image: Image): Readonly<Record<'KENJA_IMAGE_VERSION' | 'KENJA_IMAGE_TAG' | 'KENJA_IMAGE_CACHE', string>>
  /** Runs `prepare` once for an image and tag, however many ask at the same time; a failure is not remembered. Rejects with a sentence. */
  prepare(image: Image): Promise<void>
}

/** `<account>.dkr.ecr.<region>.<suffix>/<repository>:<tag>`; the account is not looked at, because every region has its own. */
const ECR_URI = /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([a-z0-9][a-z0-9._/-]*)(?::([\w][\w.-]{0,127}))?(@sha256:[0-9a-f]{64})?$/

export function createImages(options: ImagesOptions): Images {
  const images = loadManifests(options.root)
  const known = images.flatMap(({ manifest }) =>
    Object.entries(manifest.repositories).flatMap(([repository, tags]) => Object.keys(tags).map((tag) => `${repository}:${tag}`)),
  )
  const preparations = new Map<string, Promise<void>>()
  const refuse = (uri: string, why: string) =>
    new ServiceError('ValidationException', `Kenja cannot run the image "${uri}": ${why}. It runs ${known.join(', ')}.`)

  const resolve = (uri: string, command: ImageCommand): Image => {
    const match = ECR_URI.exec(uri)
    if (!match) throw refuse(uri, 'it is not the URI of an ECR image')
    const [, repository, tag = 'latest', digest] = match as unknown as [string, string, string | undefined, string | undefined]
    if (digest) throw refuse(uri, 'images are known by tag here, not by digest')
    const folder = images.find(({ manifest }) => Object.hasOwn(manifest.repositories, repository))
    if (!folder) throw refuse(uri, `it has no repository "${repository}"`)
    const version = ownValue(folder.manifest.repositories[repository] ?? {}, tag)
    if (version === undefined) throw refuse(uri, `its repository "${repository}" has no tag "${tag}" here`)
    if (!folder.manifest[command]) throw refuse(uri, `this image has no program to ${command === 'train' ? 'train' : 'serve a model'}`)
    return { ...folder, repository, tag, version }
  }

  const cacheOf = (image: Image) => join(options.cacheRoot, image.name)
  const words = (image: Image, command: readonly string[]) =>
    command.map((word) => (word === 'node' ? options.nodePath : existsSync(join(image.directory, word)) ? join(image.directory, word) : word))

  const environmentOf: Images['environmentOf'] = (image) => ({
    KENJA_IMAGE_VERSION: image.version,
    KENJA_IMAGE_TAG: image.tag,
    KENJA_IMAGE_CACHE: cacheOf(image),
  })

  return {
    nodePath: options.nodePath,
    resolve,
    mustRun(uri, capability) {
      const image = resolve(uri, capability === 'multi-model' ? 'serve' : capability)
      if (capability === 'multi-model' && !image.manifest.multiModel?.includes(image.version)) throw new ServiceError('ValidationException', noLabel(uri))
    },
    commandOf: (image, command) => words(image, image.manifest[command] ?? []),
    mountsOf(image) {
      mkdirSync(cacheOf(image), { recursive: true })
      const imports = (image.manifest.imports ?? []).map((path) => join(options.projectRoot, path))
      return [image.directory, ...imports, cacheOf(image), options.nodePath].map((path) => ({ source: path, target: path, writable: false }))
    },
    environmentOf,
    prepare(image) {
      const command = image.manifest.prepare
      if (!command) return Promise.resolve()
      const key = `${image.name} ${image.tag}`
      const running = preparations.get(key)
      if (running) return running
      mkdirSync(cacheOf(image), { recursive: true })
      const preparation = run(words(image, command), image.directory, { ...options.hostEnvironment, ...environmentOf(image) })
      preparations.set(key, preparation)
      preparation.catch(() => preparations.delete(key))
      return preparation
    },
  }
}

/** AWS's words. */
const noLabel = (uri: string): string =>
  `Your Ecr Image ${uri} does not contain required com.amazonaws.sagemaker.capabilities.multi-models=true Docker label(s).`

const ownValue = (record: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(record, key) ? record[key] : undefined)

function loadManifests(root: string): { name: string; directory: string; manifest: ImageManifest }[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'image.json')))
    .map(({ name }) => ({ name, directory: join(root, name), manifest: JSON.parse(readFileSync(join(root, name, 'image.json'), 'utf8')) as ImageManifest }))
}

/** Resolves when the program ends well; rejects with its last line of stderr. */
function run(command: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MAX_PREPARE_STDERR_BYTES)
    })
    child.on('error', (error) => reject(new Error(`The image could not be prepared: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(stderr.trim().split('\n').at(-1)?.trim() || `The image could not be prepared: its program ended with ${signal ?? `exit code ${code}`}.`),
        )
    })
  })
}
