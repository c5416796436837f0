import { CreateNotebookInstanceCommand, type CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { CreateForm } from '../../../components/create-form.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { fieldMessages } from '../fields.messages.ts'
import { InstanceTypeField } from '../instance-type-field.tsx'
import { isName, isRoleArn } from '../names.ts'
import { RoleField } from '../role/role-field.tsx'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'

interface Values {
  readonly name: string
  readonly type: string
  readonly platform: string
  readonly volume: string
  readonly imds: string
  readonly role: string
  readonly root: 'Enabled' | 'Disabled'
  readonly tags: readonly Tag[]
}

const INITIAL: Values = { name: '', type: 'ml.t3.medium', platform: 'notebook-al2023-v1', volume: '5', imds: '2', role: '', root: 'Enabled', tags: [] }
/** Source: SageMaker's developer guide, "Amazon Linux 2 / 2023 vs. notebook instances". */
const PLATFORMS = [
  { value: 'notebook-al2023-v1', label: 'Amazon Linux 2023, JupyterLab 4 (notebook-al2023-v1)' },
  { value: 'notebook-al2-v3', label: 'Amazon Linux 2, JupyterLab 4 (notebook-al2-v3)' },
  { value: 'notebook-al2-v2', label: 'Amazon Linux 2, JupyterLab 3 (notebook-al2-v2)' },
]

const requestOf = ({ name, type, platform, volume, imds, role, root, tags }: Values) => ({
  NotebookInstanceName: name,
  InstanceType: type as NonNullable<CreateNotebookInstanceInput['InstanceType']>,
  RoleArn: role,
  VolumeSizeInGB: Number(volume),
  PlatformIdentifier: platform,
  RootAccess: root,
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: imds },
  Tags: tagsForRequest(tags),
})

const isVolume = (text: string) => /^\d+$/.test(text) && Number(text) >= 5 && Number(text) <= 16_384

interface SectionProperties {
  readonly values: Values
  readonly change: (change: Partial<Values>) => void
  readonly check: boolean
}

export function CreateNotebookInstancePage() {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const prices = useText(priceMessages)
  const { values, change, forget } = useDraft<Values>('notebook-instance', INITIAL)
  const [check, setCheck] = useState(false)
  const input = requestOf(values)
  const submit = async () => {
    await sagemaker().send(new CreateNotebookInstanceCommand(input))
    forget()
    flash('success', texts.createdFlash)
    navigate('/sagemaker/notebook-instances')
  }
  const section = { values, change, check }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back="/sagemaker/notebook-instances"
      code={{ service: 'sagemaker', operation: 'CreateNotebookInstance', input }}
      price={<InstancesPrice instances={[{ type: values.type, count: 1 }]} volumeGb={Number(values.volume) || 0} explanation={prices.whileRunning} />}
      valid={isName(values.name) && isRoleArn(values.role) && isVolume(values.volume) && values.type !== ''}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection {...section} />
      <PermissionsSection {...section} />
      <ExpandableSection variant="container" headerText={common.isOptional(texts.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}

function SettingsSection({ values, change, check }: SectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
        />
        <InstanceTypeField label={texts.instanceType} use="notebook" value={values.type} onChange={(type) => change({ type })} />
        <ChoiceField label={texts.platform} value={values.platform} choices={PLATFORMS} onChange={(platform) => change({ platform })} />
        <ExpandableSection headerText={texts.additional}>
          <SpaceBetween size="l">
            <TextField
              label={common.isOptional(texts.volume)}
              constraint={texts.volumeHelp}
              type="number"
              value={values.volume}
              onChange={(volume) => change({ volume })}
              errorText={check && !isVolume(values.volume) ? texts.volumeHelp : undefined}
            />
            <ChoiceField
              label={texts.imds}
              value={values.imds}
              choices={['2', '1'].map((value) => ({ value, label: value }))}
              onChange={(imds) => change({ imds })}
            />
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  )
}

function PermissionsSection({ values, change, check }: SectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.permissions}</Header>}>
      <SpaceBetween size="l">
        <RoleField value={values.role} onChange={(role) => change({ role })} check={check} />
        <FormField label={common.isOptional(texts.rootAccess)} constraintText={texts.rootHelp}>
          <RadioGroup
            value={values.root}
            onChange={({ detail }) => change({ root: detail.value === 'Disabled' ? 'Disabled' : 'Enabled' })}
            items={[
              { value: 'Enabled', label: texts.rootEnabled },
              { value: 'Disabled', label: texts.rootDisabled },
            ]}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  )
}
