/** Where a job's checkpoints lie inside its container. */
import type { CheckpointConfig } from '@aws-sdk/client-sagemaker'

const OPT_ML = '/opt/ml/'
/** Folders of /opt/ml that SageMaker keeps for itself. */
const RESERVED = new Set(['input', 'model', 'output', 'code', 'errors', 'failure', ''])

/** Below /opt/ml; AWS's default is `checkpoints`. Throws a RangeError, in a phrase, for a path that Kenja cannot offer. */
export function checkpointPath({ LocalPath = '/opt/ml/checkpoints/' }: CheckpointConfig): string {
  const segments = LocalPath.startsWith(OPT_ML) ? LocalPath.slice(OPT_ML.length).replace(/\/+$/, '').split('/') : []
  if (segments.length === 0 || RESERVED.has(segments[0] ?? '') || segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new RangeError(`the LocalPath "${LocalPath}" of a CheckpointConfig; use a folder of its own under /opt/ml, for example /opt/ml/checkpoints`)
  }
  return segments.join('/')
}
