import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import { useText } from '../../i18n/use-text.ts'
import { fieldMessages } from './fields.messages.ts'
import { instanceTypes, instanceTypesFor, type Use } from './instance-types.ts'

export interface InstanceTypeFieldProperties {
  readonly label: string
  readonly use: Use
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorText?: string | undefined
}

/** Offers common types with size; says before the click what one costs on AWS. */
export function InstanceTypeField({ label, use, value, onChange, errorText }: InstanceTypeFieldProperties) {
  const texts = useText(fieldMessages)
  const known = instanceTypes.find(({ name }) => name === value)
  const price = known?.usdPerHour === undefined ? texts.priceUnknown : texts.price(known.usdPerHour.toString())
  return (
    <FormField label={label} constraintText={`${price}${texts.nothingBilled}`} errorText={errorText}>
      <Autosuggest
        value={value}
        onChange={({ detail }) => onChange(detail.value)}
        options={instanceTypesFor(use).map(({ name, vcpu, memoryGib }) => ({ value: name, description: texts.typeHelp(vcpu, memoryGib) }))}
        enteredTextLabel={(text) => text}
        filteringType="manual"
        ariaLabel={label}
      />
    </FormField>
  )
}
