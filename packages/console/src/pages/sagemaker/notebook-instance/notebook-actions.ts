/** What can be done with a notebook instance, from the list and from its page. */
import {
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteNotebookInstanceCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { shownCall } from '../../../code/show-call.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'

/** The page of the address: JupyterLab is `/lab`, plain Jupyter where the address leads by itself. */
function atPage(address: string, view: 'jupyter' | 'lab'): string {
  const url = new URL(address)
  if (view === 'lab') url.pathname = '/lab'
  return url.href
}

/** Opens a new tab that is let into the notebook. */
export async function openNotebook(NotebookInstanceName: string, view: 'jupyter' | 'lab'): Promise<void> {
  try {
    const { AuthorizedUrl = '' } = await sagemaker().send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName }))
    open(atPage(AuthorizedUrl, view), '_blank', 'noopener')
  } catch (error) {
    flash('error', textNow(notebookInstanceMessages).openFailed, error)
  }
}

export async function startNotebook(NotebookInstanceName: string): Promise<void> {
  const texts = textNow(notebookInstanceMessages)
  try {
    await sagemaker().send(new StartNotebookInstanceCommand({ NotebookInstanceName }))
    flash('success', texts.started(NotebookInstanceName))
  } catch (error) {
    flash('error', NotebookInstanceName, error)
  }
}

export async function stopNotebook(NotebookInstanceName: string): Promise<void> {
  const texts = textNow(notebookInstanceMessages)
  try {
    await sagemaker().send(new StopNotebookInstanceCommand({ NotebookInstanceName }))
    flash('success', texts.stopping(NotebookInstanceName))
  } catch (error) {
    flash('error', NotebookInstanceName, error)
  }
}

/** Rejects with the SDK's error: the dialog shows it. */
export async function deleteNotebook(NotebookInstanceName: string): Promise<void> {
  await sagemaker().send(new DeleteNotebookInstanceCommand({ NotebookInstanceName }))
  flash('success', textNow(fieldMessages).deletionStarted(NotebookInstanceName))
}

export const editHref = (name: string): string => `/sagemaker/notebook-instances/edit/${encodeURIComponent(name)}`

/** States that pass by themselves. */
export const isPassing = (status: string | undefined): boolean => ['Pending', 'Stopping', 'Deleting', 'Updating'].includes(status ?? '')
export const canStart = (status: string | undefined): boolean => status === 'Stopped' || status === 'Failed'
export const canDelete = (status: string | undefined): boolean => status === 'Stopped' || status === 'Failed'

/** What can be done with an instance, as code, in the order in which people do it. */
export const notebookCode = (NotebookInstanceName: string) =>
  ['CreatePresignedNotebookInstanceUrl', 'StopNotebookInstance', 'StartNotebookInstance', 'DeleteNotebookInstance'].map((operation) =>
    shownCall('sagemaker', operation, { NotebookInstanceName }),
  )

export const deleteNotebookCode = (NotebookInstanceName: string) => [shownCall('sagemaker', 'DeleteNotebookInstance', { NotebookInstanceName })]
