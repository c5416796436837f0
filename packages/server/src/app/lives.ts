/** The kinds of resources that have a life, with what their lives need. */
import { join } from 'node:path'
import { accountCreationLife } from '../engine/account-creation.life.ts'
import { endpointLife } from '../engine/endpoint.life.ts'
import type { WatchLimits } from '../engine/health-check.ts'
import type { Images } from '../engine/images.ts'
import type { Life } from '../engine/life.ts'
import { createNotebookInstanceLife } from '../engine/notebook-instance.life.ts'
import { createNotebookRuntime } from '../engine/notebook-runtime.ts'
import type { TaskAccess } from '../engine/notebook-task.ts'
import type { NotebookUpstreams } from '../engine/notebook-upstreams.ts'
import type { ServingTable } from '../engine/serving.ts'
import { trainingJobLife } from '../engine/training-job.life.ts'
import { transformJobLife } from '../engine/transform-job.life.ts'
import { accountIsKnown, openAccount } from '../services/iam/account/open-account.ts'

export interface LivesParts {
  readonly images: Images
  readonly serving: ServingTable
  /** The project's `images/`. */
  readonly imagesRoot: string
  readonly cacheRoot: string
  readonly nodePath: string
  readonly hostEnvironment: Readonly<Record<string, string>>
  readonly access: TaskAccess
  readonly upstreams: NotebookUpstreams
  monotonicMs(): number
  /** When a serving process counts as hung, where a test is less patient. */
  readonly watch?: Partial<WatchLimits> | undefined
  onError(error: unknown): void
}

export function createLives(parts: LivesParts): Life[] {
  const { images, access, onError, nodePath, hostEnvironment } = parts
  const notebookDirectory = join(parts.imagesRoot, 'notebook')
  const runtime = createNotebookRuntime({ imageDirectory: notebookDirectory, cacheDirectory: join(parts.cacheRoot, 'notebook'), nodePath, hostEnvironment })
  return [
    trainingJobLife({ images, access, onError }),
    transformJobLife({ images, access, onError }),
    endpointLife({ images, access, serving: parts.serving, onError, monotonicMs: parts.monotonicMs, ...(parts.watch && { watch: parts.watch }) }),
    accountCreationLife({ openAccount, isTaken: accountIsKnown }),
    createNotebookInstanceLife({ imageDirectory: notebookDirectory, runtime, access, upstreams: parts.upstreams, onError }),
  ]
}
