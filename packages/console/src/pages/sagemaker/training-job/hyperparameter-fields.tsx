import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { XgboostTag } from '../xgboost-images.ts'
import { trainingJobMessages } from './training-job.messages.ts'
import { firstFields, wrongValue, type XgboostField, xgboostFields } from './xgboost-fields.ts'

type Values = Readonly<Record<string, string>>

export interface HyperparameterFieldsProperties {
  readonly tag: XgboostTag
  readonly values: Values
  readonly onChange: (values: Values) => void
}

/** XGBoost's hyperparameters: the usual ones as fields, the others to add. */
export function HyperparameterFields({ tag, values, onChange }: HyperparameterFieldsProperties) {
  const texts = useText(trainingJobMessages)
  const fields = xgboostFields(tag)
  const shown = [
    ...firstFields.flatMap((name) => fields.find((field) => field.name === name) ?? []),
    ...fields.filter(({ name }) => !firstFields.includes(name) && name in values),
  ]
  const others = fields.filter((field) => !shown.includes(field))
  return (
    <SpaceBetween size="l">
      <ColumnLayout columns={2}>
        {shown.map((field) => (
          <Hyperparameter key={field.name} field={field} value={values[field.name] ?? ''} onChange={(value) => onChange({ ...values, [field.name]: value })} />
        ))}
      </ColumnLayout>
      <Select
        selectedOption={null}
        placeholder={texts.addHyperparameter}
        ariaLabel={texts.addHyperparameter}
        filteringType="auto"
        options={others.map(({ name, standard }) => ({ value: name, label: name, ...(standard && { description: texts.standard(standard) }) }))}
        onChange={({ detail }) => onChange({ ...values, [detail.selectedOption.value as string]: '' })}
      />
    </SpaceBetween>
  )
}

function Hyperparameter({ field, value, onChange }: { readonly field: XgboostField; readonly value: string; readonly onChange: (value: string) => void }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const wrong = wrongValue(field, value)
  const errors = {
    required: common.required,
    number: texts.wrongNumber,
    choice: texts.wrongChoice,
    range: texts.wrongRange(field.range ?? ''),
  }
  const notes = [field.standard && texts.standard(field.standard), field.range && texts.range(field.range)].filter(Boolean).join(' ')
  return (
    <FormField label={field.name} constraintText={notes} errorText={wrong && errors[wrong]}>
      {field.kind === 'Categorical' ? (
        <Select
          selectedOption={value ? { value, label: value } : null}
          placeholder={field.standard ?? '-'}
          filteringType="auto"
          options={[{ value: '', label: '-' }, ...(field.choices ?? []).map((choice) => ({ value: choice, label: choice }))]}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      ) : (
        <Input value={value} onChange={({ detail }) => onChange(detail.value)} placeholder={field.standard ?? ''} inputMode={inputModeOf(field)} />
      )}
    </FormField>
  )
}

const inputModeOf = ({ kind }: XgboostField) => (kind === 'Integer' ? 'numeric' : kind === 'Continuous' ? 'decimal' : 'text')

/** For a container of one's own: names and values as they come. */
export function FreeHyperparameters({ values, onChange }: { readonly values: Values; readonly onChange: (values: Values) => void }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const entries = Object.entries(values)
  const replace = (at: number, entry: readonly [string, string]) => onChange(Object.fromEntries(entries.map((one, index) => (index === at ? entry : one))))
  return (
    <SpaceBetween size="s">
      {entries.map(([name, value], at) => (
        // The place is the row's identity: the name changes while it is typed.
        <SpaceBetween key={String(at)} direction="horizontal" size="xs">
          <Input value={name} ariaLabel={common.key} placeholder={common.key} onChange={({ detail }) => replace(at, [detail.value, value])} />
          <Input value={value} ariaLabel={common.value} placeholder={common.value} onChange={({ detail }) => replace(at, [name, detail.value])} />
          <Button formAction="none" onClick={() => onChange(Object.fromEntries(entries.filter((_, index) => index !== at)))}>
            {common.remove}
          </Button>
        </SpaceBetween>
      ))}
      <Button formAction="none" disabled={'' in values} onClick={() => onChange({ ...values, '': '' })}>
        {texts.addHyperparameter}
      </Button>
    </SpaceBetween>
  )
}
