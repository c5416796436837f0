import { CreateNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
import { flash } from '../../../app/flash.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { textNow } from '../../../i18n/use-text.ts'
import { lifecycleConfigMessages } from './lifecycle-config.messages.ts'
import { LifecycleConfigForm, requestOf } from './lifecycle-config-form.tsx'
import { FIRST_LINES } from './lifecycle-script.ts'

const INITIAL = { name: '', onStart: FIRST_LINES, onCreate: FIRST_LINES }

export function CreateLifecycleConfigPage() {
  return (
    <LifecycleConfigForm
      draft="lifecycle-config"
      initial={INITIAL}
      editing={false}
      onSubmit={async (values) => {
        await sagemaker().send(new CreateNotebookInstanceLifecycleConfigCommand(requestOf(values)))
        flash('success', textNow(lifecycleConfigMessages).created)
      }}
    />
  )
}
