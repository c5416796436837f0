/** What a start of a notebook instance does besides Jupyter: its lifecycle scripts and its Git repositories, as they are at this moment. */
import type { Ports } from '../operation.ts'
import { sagemakerArn } from '../services/sagemaker/arn.ts'
import * as repositories from '../services/sagemaker/code-repository/code-repository.store.ts'
import { CODE_REPOSITORY, noCodeRepository } from '../services/sagemaker/code-repository/code-repository.ts'
import type { NotebookInstance } from '../services/sagemaker/notebook-instance/notebook-instance.ts'
import { noLifecycleConfig } from '../services/sagemaker/notebook-instance-lifecycle-config/errors.ts'
import * as lifecycleConfigs from '../services/sagemaker/notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.store.ts'
import { LIFECYCLE_CONFIG, scriptOf } from '../services/sagemaker/notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.ts'
import type { NotebookLimits } from './notebook-limits.ts'
import type { NotebookEnvironment } from './notebook-runtime.ts'

export const HOOKS = ['OnCreate', 'OnStart'] as const
export type Hook = (typeof HOOKS)[number]

export interface NotebookPlan {
  readonly environment: NotebookEnvironment
  readonly scripts: readonly { readonly hook: Hook; readonly content: Buffer }[]
  /** AWS's words for a script that does not end well. */
  readonly scriptFailure: string
  /** The default one first. `directory`: its name below the volume; `secretArn`: the instance reads it with its role, when Git asks for a password. */
  readonly repositories: readonly { readonly url: string; readonly branch?: string; readonly secretArn?: string; readonly directory: string }[]
  /** PEM for https://localhost:8443. */
  readonly certificate: string
  readonly limits: NotebookLimits
}

/** Throws ServiceError when the lifecycle configuration or a repository is no longer there. */
export function planStart(
  ports: Ports,
  instance: NotebookInstance,
  environment: NotebookEnvironment,
  certificate: string,
  limits: NotebookLimits,
): NotebookPlan {
  const name = instance.request.LifecycleConfigName
  const arn = sagemakerArn(ports, LIFECYCLE_CONFIG, name ?? '')
  return {
    environment,
    scripts: name === undefined ? [] : scriptsOf(ports, instance, name, arn),
    // AWS says this of scripts that fail at once too (seen in public issues).
    scriptFailure:
      `Notebook Instance Lifecycle Config '${arn}' for Notebook Instance '${instance.arn}' took longer than ${limits.scriptMs / 60_000} minutes. ` +
      'Please check your CloudWatch logs for more details if your Notebook Instance has Internet access.',
    repositories: repositoriesOf(ports, instance),
    certificate,
    limits,
  }
}

function scriptsOf(ports: Ports, instance: NotebookInstance, name: string, arn: string): NotebookPlan['scripts'] {
  const config = lifecycleConfigs.find(ports, name)
  if (!config) throw noLifecycleConfig(arn, 'describe')
  return HOOKS.filter((hook) => hook === 'OnStart' || !instance.created).flatMap((hook) => {
    const content = scriptOf(config, hook)
    return content === undefined ? [] : [{ hook, content }]
  })
}

function repositoriesOf(ports: Ports, { request }: NotebookInstance): NotebookPlan['repositories'] {
  const named = [request.DefaultCodeRepository, ...(request.AdditionalCodeRepositories ?? [])].filter((name) => name !== undefined)
  return named.map((name) => {
    if (name.startsWith('https://')) return { url: name, directory: directoryOf(name) }
    const repository = repositories.find(ports, name)
    if (!repository) throw noCodeRepository(sagemakerArn(ports, CODE_REPOSITORY, name))
    const { RepositoryUrl = '', Branch, SecretArn } = repository.gitConfig
    return { url: RepositoryUrl, ...(Branch && { branch: Branch }), ...(SecretArn && { secretArn: SecretArn }), directory: directoryOf(RepositoryUrl) }
  })
}

/** As `git clone` names it; nothing that leads out of the volume. */
const directoryOf = (url: string): string => {
  const last = new URL(url).pathname.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return (
    decodeURIComponent(last)
      .replace(/\.git$/, '')
      .replace(/[^\w.-]/g, '-')
      .replace(/^\.+/, '') || 'repository'
  )
}

/** How long the start may take before Jupyter is asked for, milliseconds. */
export const beforeJupyterMs = ({ request }: NotebookInstance, limits: NotebookLimits): number =>
  (request.LifecycleConfigName ? HOOKS.length * limits.scriptMs : 0) +
  [request.DefaultCodeRepository, ...(request.AdditionalCodeRepositories ?? [])].filter((name) => name !== undefined).length * limits.cloneMs
