import { CreateNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { NetworkSection } from './network-section.tsx'
import { GitSection, PermissionsSection, SettingsSection } from './notebook-form-sections.tsx'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'
import { createRequest, INITIAL, isValid, type NotebookValues } from './notebook-values.ts'

const LIST = '/sagemaker/notebook-instances'

export function CreateNotebookInstancePage() {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const prices = useText(priceMessages)
  const { values, change, forget } = useDraft<NotebookValues>('notebook-instance', INITIAL)
  const [check, setCheck] = useState(false)
  const input = createRequest(values)
  const submit = async () => {
    await sagemaker().send(new CreateNotebookInstanceCommand(input))
    forget()
    flash('success', texts.createdFlash)
    navigate(LIST)
  }
  const section = { values, change, check }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back={LIST}
      code={shownCall('sagemaker', 'CreateNotebookInstance', input)}
      price={<InstancesPrice instances={[{ type: values.type, count: 1 }]} volumeGb={Number(values.volume) || 0} explanation={prices.whileRunning} />}
      valid={isValid(values)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection {...section} />
      <PermissionsSection {...section} />
      <NetworkSection {...section} />
      <GitSection {...section} />
      <ExpandableSection variant="container" headerText={common.isOptional(texts.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}
