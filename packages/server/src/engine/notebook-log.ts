/** jupyter.log: the Jupyter server's output, and what Kenja says about it, in CloudWatch Logs. */
import type { Ports } from '../operation.ts'
import type { NotebookInstance } from '../services/sagemaker/notebook-instance/notebook-instance.ts'

/** Source: Amazon SageMaker developer guide, "Log groups and streams". */
const GROUP = '/aws/sagemaker/NotebookInstances'

/** Jupyter's own, and what lifecycle scripts print. */
export type NotebookStream = 'jupyter.log' | 'LifecycleConfigOnCreate' | 'LifecycleConfigOnStart'

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/((?:auth)?token=)[^&\s"']+/gi, '$1...'],
  [/(Authorization:?\s*)\S+(\s+\S+)?/gi, '$1...'],
  [/\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, '...'],
]

/** AWS takes tokens and keys out of jupyter.log, because more people read logs than may enter notebooks. */
export function redact(line: string, token: string | undefined): string {
  const withoutToken = token ? line.replaceAll(token, '...') : line
  return SECRETS.reduce((text, [secret, instead]) => text.replace(secret, instead), withoutToken)
}

export function writeLog(
  { logs, now }: Pick<Ports, 'logs' | 'now'>,
  instance: NotebookInstance,
  lines: readonly string[],
  stream: NotebookStream = 'jupyter.log',
): void {
  const timestamp = now.getTime()
  const events = lines.filter((line) => line !== '').map((line) => ({ timestamp, message: redact(line, instance.progress.token) }))
  if (events.length > 0) logs.put(GROUP, `${instance.name}/${stream}`, events)
}
