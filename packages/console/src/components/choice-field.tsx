import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import type { ReactNode } from 'react'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly description?: string
}

export interface ChoiceFieldProperties {
  readonly label: string
  readonly description?: ReactNode
  readonly errorText?: string | undefined
  readonly value: string
  readonly choices: readonly Choice[]
  /** Label of a first choice whose value is empty: none of the others. */
  readonly none?: string
  readonly onChange: (value: string) => void
  readonly loading?: boolean
  readonly placeholder?: string
  /** Offers a filter; for long lists. */
  readonly filter?: boolean
}

/** The select has no choice without a value. */
const NONE = ':none'

/** A select with its label. A value that is none of the choices is shown as it is. */
export function ChoiceField({ label, description, errorText, value, choices, none, onChange, loading, placeholder, filter }: ChoiceFieldProperties) {
  const common = useText(commonMessages)
  const options = none === undefined ? choices : [{ value: NONE, label: none }, ...choices]
  const chosen = options.find((option) => option.value === (value || NONE)) ?? (value ? { value, label: value } : null)
  return (
    <FormField label={label} description={description} errorText={errorText}>
      <Select
        selectedOption={chosen}
        options={[...options]}
        onChange={({ detail: { selectedOption } }) => onChange(selectedOption.value === NONE ? '' : (selectedOption.value ?? ''))}
        filteringType={filter ? 'auto' : 'none'}
        statusType={loading ? 'loading' : 'finished'}
        loadingText={common.loading}
        empty={common.nothingFound}
        {...(placeholder && { placeholder })}
      />
    </FormField>
  )
}
