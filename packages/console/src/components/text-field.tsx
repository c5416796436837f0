import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import type { ReactNode } from 'react'

export interface TextFieldProperties {
  readonly label: string
  readonly description?: ReactNode
  /** Under the field: what it may hold. */
  readonly constraint?: ReactNode
  readonly errorText?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly type?: 'text' | 'number'
}

export function TextField({ label, description, constraint, errorText, value, onChange, placeholder, type = 'text' }: TextFieldProperties) {
  return (
    <FormField label={label} description={description} constraintText={constraint} errorText={errorText}>
      <Input value={value} type={type} onChange={({ detail }) => onChange(detail.value)} spellcheck={false} {...(placeholder && { placeholder })} />
    </FormField>
  )
}
