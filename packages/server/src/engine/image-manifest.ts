/** `images/<name>/image.json`: all that one ECR repository means to Kenja without Docker. */
export interface ImageManifest {
  /** Repository name → tag → the version that the programs understand (they get it as KENJA_IMAGE_VERSION, the tag as KENJA_IMAGE_TAG). */
  readonly repositories: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Runs outside the sandbox, before the first task of a tag, to fetch what the tag needs into KENJA_IMAGE_CACHE; quick when all is there. Its last stderr line explains a failure. */
  readonly prepare?: readonly string[]
  /** The container contract's two commands. `node` stands for the Node that runs the server; other words are relative to the image's folder. */
  readonly train?: readonly string[]
  readonly serve?: readonly string[]
  /** How the gateway talks to `serve`: frames over the Unix socket named by KENJA_SERVE_SOCKET (`packages/frames`). */
  readonly serveProtocol?: 'frames'
  /** Versions whose `serve` holds several models (AWS's label com.amazonaws.sagemaker.capabilities.multi-models): with SAGEMAKER_MULTI_MODEL=true it answers `/models…`. */
  readonly multiModel?: readonly string[]
  /** `none`: its programs call nobody, so their sandboxes get no way to Kenja (and need no process that keeps one open). */
  readonly network?: 'none'
  /** Further folders of the project that the programs import, relative to its root; mounted read-only at their own paths, as the image's folder is. */
  readonly imports?: readonly string[]
}

/**
 * Environment of an image's programs: KENJA_IMAGE_VERSION, KENJA_IMAGE_TAG, KENJA_IMAGE_CACHE (a directory per image, shared by all homes of a user),
 * KENJA_OPT_ML (where /opt/ml is: itself in a sandbox), for `serve` KENJA_SERVE_SOCKET and KENJA_MEMORY_BYTES (the instance's memory); besides what SageMaker's container contract says.
 */
export type ImageEnvironment = Readonly<Record<'KENJA_IMAGE_VERSION' | 'KENJA_IMAGE_TAG' | 'KENJA_IMAGE_CACHE' | 'KENJA_OPT_ML', string>>
