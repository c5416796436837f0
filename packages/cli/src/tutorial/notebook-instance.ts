/** The notebook instance of the tutorial, through the public API. */

import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateNotebookInstanceCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  type NotebookInstanceStatus,
  type SageMakerClient,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { PlainError } from '../usage.ts'

const LOOK_EVERY_MS = 300

/** Creates it and waits until it is in service. @throws PlainError with its FailureReason */
export async function createNotebookInstance(sagemaker: SageMakerClient, name: string, roleArn: string, onStatus: (status: string) => void): Promise<void> {
  await sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: name, InstanceType: 'ml.t2.medium', RoleArn: roleArn }))
  const status = await waitFor(sagemaker, name, ['InService', 'Failed'], onStatus)
  if (status.status === 'Failed') throw new PlainError(`the notebook instance failed: ${status.reason}`)
}

export async function authorizedUrl(sagemaker: SageMakerClient, name: string): Promise<string> {
  const { AuthorizedUrl = '' } = await sagemaker.send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: name }))
  return AuthorizedUrl
}

/** Stops it when it runs, deletes it, and waits until it is gone. Fine when it never was. */
export async function removeNotebookInstance(sagemaker: SageMakerClient, name: string): Promise<void> {
  const { status } = await waitFor(sagemaker, name, ['InService', 'Stopped', 'Failed', 'gone'], () => {})
  if (status === 'gone') return
  if (status === 'InService') await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name }))
  const stopped = await waitFor(sagemaker, name, ['Stopped', 'Failed', 'gone'], () => {})
  if (stopped.status === 'gone') return
  await sagemaker.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName: name }))
  await waitFor(sagemaker, name, ['gone'], () => {})
}

type Status = NotebookInstanceStatus | 'gone'

async function waitFor(
  sagemaker: SageMakerClient,
  name: string,
  wanted: readonly Status[],
  onStatus: (status: string) => void,
): Promise<{ status: Status; reason: string }> {
  let last = ''
  for (;;) {
    const { status, reason } = await look(sagemaker, name)
    if (status !== last) onStatus(status)
    last = status
    if (wanted.includes(status)) return { status, reason }
    await pause(LOOK_EVERY_MS)
  }
}

async function look(sagemaker: SageMakerClient, name: string): Promise<{ status: Status; reason: string }> {
  try {
    const { NotebookInstanceStatus: status = 'Pending', FailureReason: reason = '' } = await sagemaker.send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }),
    )
    return { status, reason }
  } catch (error) {
    // AWS answers a ValidationException for a notebook instance that is gone.
    if ((error as Error).name === 'ValidationException') return { status: 'gone', reason: '' }
    throw error
  }
}
