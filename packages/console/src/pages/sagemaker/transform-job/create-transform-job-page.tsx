import { CreateTransformJobCommand } from '@aws-sdk/client-sagemaker'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { CreateForm } from '../../../components/create-form.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { S3UriField } from '../../../components/s3-uri-field.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { fieldMessages } from '../fields.messages.ts'
import { InstanceTypeField } from '../instance-type-field.tsx'
import { listModels, modelName } from '../model/model-queries.ts'
import { isCount, isName, isS3Uri } from '../names.ts'
import { OptionalKeyField } from '../optional-key-field.tsx'
import { transformJobMessages } from './transform-job.messages.ts'
import { initialTransform, isValid, type TransformValues, transformRequest, transformSdkV2 } from './transform-job-values.ts'

const LIST = '/sagemaker/transform-jobs'

/** `?model=NAME` begins with a model. */
export function CreateTransformJobPage({ query }: PageProperties) {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  const prices = useText(priceMessages)
  const model = query.get('model') ?? ''
  const { values, change, forget } = useDraft<TransformValues>(`transform-job ${model}`, initialTransform(model))
  const [check, setCheck] = useState(false)
  const input = transformRequest(values)
  const submit = async () => {
    await sagemaker().send(new CreateTransformJobCommand(input))
    forget()
    flash('success', texts.created)
    navigate(`${LIST}/detail/${values.name}`)
  }
  const section = { values, change, check }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.createShort}
      back={LIST}
      code={shownCall('sagemaker', 'CreateTransformJob', { ...input }, transformSdkV2(values))}
      price={<InstancesPrice instances={[{ type: values.instanceType, count: Number(values.instanceCount) || 1 }]} explanation={prices.jobSeconds} />}
      valid={isValid(values)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection {...section} />
      <InputSection {...section} />
      <OutputSection {...section} />
      <FilterSection {...section} />
      <ExpandableSection variant="container" headerText={common.isOptional(common.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}

interface SectionProperties {
  readonly values: TransformValues
  readonly change: (change: Partial<TransformValues>) => void
  readonly check: boolean
}

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

function SettingsSection({ values, change, check }: SectionProperties) {
  const texts = useText(transformJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const models = useQuery('models', listModels, { restMs: 0 })
  const wrong = (right: boolean, text: string) => (check && !right ? text : undefined)
  const optionalCount = (text: string) => wrong(text === '' || isCount(text), texts.countWrong)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={wrong(isName(values.name), fields.nameWrong)}
        />
        <ChoiceField
          label={texts.model}
          value={values.model}
          loading={models.loading}
          filter
          choices={(models.data ?? []).map((one) => ({ value: modelName(one), label: modelName(one) }))}
          onChange={(model) => change({ model })}
          errorText={wrong(values.model !== '', common.required)}
        />
        <InstanceTypeField label={fields.instanceType} use="transform" value={values.instanceType} onChange={(instanceType) => change({ instanceType })} />
        <ColumnLayout columns={2}>
          <TextField
            label={texts.instanceCount}
            type="number"
            value={values.instanceCount}
            onChange={(instanceCount) => change({ instanceCount })}
            errorText={wrong(isCount(values.instanceCount), texts.countWrong)}
          />
          <ChoiceField
            label={texts.strategy}
            value={values.strategy}
            choices={choices(['MultiRecord', 'SingleRecord'])}
            onChange={(strategy) => change({ strategy: strategy as TransformValues['strategy'] })}
          />
          <TextField
            label={common.isOptional(texts.concurrent)}
            type="number"
            value={values.concurrent}
            onChange={(concurrent) => change({ concurrent })}
            errorText={optionalCount(values.concurrent)}
          />
          <TextField
            label={common.isOptional(texts.payload)}
            type="number"
            value={values.payload}
            onChange={(payload) => change({ payload })}
            errorText={optionalCount(values.payload)}
          />
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  )
}

function InputSection({ values, change, check }: SectionProperties) {
  const texts = useText(transformJobMessages)
  const fields = useText(fieldMessages)
  return (
    <Container header={<Header variant="h2">{texts.input}</Header>}>
      <SpaceBetween size="l">
        <S3UriField
          label={texts.inputUri}
          value={values.input}
          onChange={(input) => change({ input })}
          errorText={check && !isS3Uri(values.input) ? fields.s3Wrong : undefined}
          selects="prefix-or-object"
        />
        <ColumnLayout columns={2}>
          <ChoiceField
            label={texts.dataType}
            value={values.dataType}
            choices={choices(['S3Prefix', 'ManifestFile'])}
            onChange={(dataType) => change({ dataType: dataType as TransformValues['dataType'] })}
          />
          <ChoiceField
            label={texts.splitType}
            value={values.split}
            choices={choices(['None', 'Line'])}
            onChange={(split) => change({ split: split as TransformValues['split'] })}
          />
          <ChoiceField
            label={texts.compression}
            value={values.compression}
            choices={choices(['None', 'Gzip'])}
            onChange={(compression) => change({ compression: compression as TransformValues['compression'] })}
          />
          <TextField label={texts.contentType} value={values.contentType} onChange={(contentType) => change({ contentType })} />
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  )
}

function OutputSection({ values, change, check }: SectionProperties) {
  const texts = useText(transformJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.output}</Header>}>
      <SpaceBetween size="l">
        <S3UriField
          label={texts.outputUri}
          value={values.output}
          onChange={(output) => change({ output })}
          errorText={check && !isS3Uri(values.output) ? fields.s3Wrong : undefined}
          selects="prefix"
        />
        <ColumnLayout columns={2}>
          <ChoiceField
            label={texts.assemble}
            value={values.assemble}
            choices={choices(['None', 'Line'])}
            onChange={(assemble) => change({ assemble: assemble as TransformValues['assemble'] })}
          />
          <TextField label={common.isOptional(texts.accept)} value={values.accept} onChange={(accept) => change({ accept })} />
        </ColumnLayout>
        <OptionalKeyField label={texts.outputKey} value={values.outputKey} onChange={(outputKey) => change({ outputKey })} />
      </SpaceBetween>
    </Container>
  )
}

function FilterSection({ values, change }: SectionProperties) {
  const texts = useText(transformJobMessages)
  const common = useText(commonMessages)
  return (
    <ExpandableSection variant="container" headerText={common.isOptional(texts.filters)}>
      <SpaceBetween size="l">
        <TextField
          label={texts.inputFilter}
          constraint={texts.filterHelp}
          value={values.inputFilter}
          onChange={(inputFilter) => change({ inputFilter })}
          placeholder="$"
        />
        <TextField label={texts.outputFilter} value={values.outputFilter} onChange={(outputFilter) => change({ outputFilter })} placeholder="$" />
        <ChoiceField
          label={texts.join}
          value={values.join}
          choices={choices(['None', 'Input'])}
          onChange={(join) => change({ join: join as TransformValues['join'] })}
        />
      </SpaceBetween>
    </ExpandableSection>
  )
}
