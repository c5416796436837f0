import { DescribeNotebookInstanceCommand, UpdateNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { GitSection, PermissionsSection, SettingsSection } from './notebook-form-sections.tsx'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'
import { isValid, type NotebookValues, updateRequest, valuesOfInstance } from './notebook-values.ts'

/** "Edit notebook instance": a stopped one's settings. */
export function EditNotebookInstancePage({ parameters: { name = '' } }: PageProperties) {
  const { data, error, reload } = useQuery(
    `edit notebook-instance ${name}`,
    async () => valuesOfInstance(await sagemaker().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }))),
    { restMs: 0 },
  )
  if (data) return <EditForm initial={data} />
  return error === undefined ? <Spinner /> : <ErrorAlert error={error} onRetry={reload} />
}

function EditForm({ initial }: { readonly initial: NotebookValues }) {
  const texts = useText(notebookInstanceMessages)
  const prices = useText(priceMessages)
  const { values, change, forget } = useDraft<NotebookValues>(`edit notebook-instance ${initial.name}`, initial)
  const [check, setCheck] = useState(false)
  const page = `/sagemaker/notebook-instances/detail/${initial.name}`
  const input = updateRequest(values)
  const submit = async () => {
    await sagemaker().send(new UpdateNotebookInstanceCommand(input))
    forget()
    flash('success', texts.updated(initial.name))
    navigate(page)
  }
  const section = { values, change, check, editing: true }
  return (
    <CreateForm
      title={texts.edit}
      description={texts.editHelp}
      button={texts.update}
      back={page}
      code={shownCall('sagemaker', 'UpdateNotebookInstance', { ...input })}
      price={<InstancesPrice instances={[{ type: values.type, count: 1 }]} volumeGb={Number(values.volume) || 0} explanation={prices.whileRunning} />}
      valid={isValid(values)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection {...section} />
      <PermissionsSection {...section} />
      <GitSection {...section} />
    </CreateForm>
  )
}
