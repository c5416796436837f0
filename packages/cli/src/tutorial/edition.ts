/** Which edition of the SageMaker Python SDK the tutorial runs with: its notebook, its kernel, its image. */
import { readSettings } from '../../../../images/notebook/settings.ts'
import { UsageError } from '../usage.ts'
import type { Language } from './messages.ts'

export const editionNames = ['v1', 'v2', 'v3'] as const
export type EditionName = (typeof editionNames)[number]

export interface Edition {
  readonly name: EditionName
  /** The SDK's version in the kernel's environment. */
  readonly sdk: string
  readonly kernel: string
  /** Words for the notebook environment's preparation; undefined when the environment of every instance is the edition's. */
  readonly prepare: readonly string[] | undefined
  /** File in `samples/`. */
  notebook(language: Language): string
}

/** @param flag as typed; undefined: v2, which AWS's hands-on is written for @throws UsageError */
export function editionOf(flag: unknown): Edition {
  const name = flag === undefined ? 'v2' : editionNames.find((each) => each === flag)
  if (!name) throw new UsageError(`--sdk is ${editionNames.join(', ')}.`)
  const settings = name === 'v2' ? readSettings() : readSettings(name)
  return {
    name,
    sdk: settings.sdk,
    kernel: settings.kernel.name,
    prepare: name === 'v2' ? undefined : ['--edition', name],
    notebook: (language) => (name === 'v2' ? `build-train-deploy.${language}.ipynb` : `build-train-deploy-${name}.${language}.ipynb`),
  }
}
