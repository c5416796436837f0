import type { CreatePresignedNotebookInstanceUrlInput, CreatePresignedNotebookInstanceUrlOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustBeInService, recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'

/** AWS's default: twelve hours. */
const DEFAULT_SESSION_SECONDS = 43_200

/** The URL opens a session for five minutes; the session then lasts as long as asked. */
export const createPresignedNotebookInstanceUrl: Operation<CreatePresignedNotebookInstanceUrlInput, CreatePresignedNotebookInstanceUrlOutput> = (
  input,
  ctx,
) => {
  const instance = instances.find(ctx, input.NotebookInstanceName)
  if (!instance) throw recordNotFound()
  mustBeInService(instance)
  return { AuthorizedUrl: ctx.notebooks.authorizedUrl(instance.name, input.SessionExpirationDurationInSeconds ?? DEFAULT_SESSION_SECONDS) }
}
