import { UpdateNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
import Spinner from '@cloudscape-design/components/spinner'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { textNow } from '../../../i18n/use-text.ts'
import { lifecycleConfigMessages } from './lifecycle-config.messages.ts'
import { LifecycleConfigForm, requestOf } from './lifecycle-config-form.tsx'
import { readLifecycleConfig } from './lifecycle-config-page.tsx'
import { FIRST_LINES } from './lifecycle-script.ts'

export function EditLifecycleConfigPage({ parameters: { name = '' } }: PageProperties) {
  const { data, error, reload } = useQuery(`edit lifecycle-config ${name}`, () => readLifecycleConfig(name), { restMs: 0 })
  if (!data) return error === undefined ? <Spinner /> : <ErrorAlert error={error} onRetry={reload} />
  return (
    <LifecycleConfigForm
      draft={`edit lifecycle-config ${name}`}
      initial={{ name, onStart: data.onStart ?? FIRST_LINES, onCreate: data.onCreate ?? FIRST_LINES }}
      editing
      onSubmit={async (values) => {
        await sagemaker().send(new UpdateNotebookInstanceLifecycleConfigCommand(requestOf(values)))
        flash('success', textNow(lifecycleConfigMessages).updated)
      }}
    />
  )
}
