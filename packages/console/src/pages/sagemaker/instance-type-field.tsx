import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import { preferences } from '../../app/preferences.ts'
import { useText } from '../../i18n/use-text.ts'
import { useStore } from '../../lib/store.ts'
import { type MlInstance, mlInstances, type Use } from '../../prices/ml-instances.ts'
import { priceMessages } from '../../prices/price.messages.ts'
import { hourText } from '../../prices/price-text.ts'
import { hourlyPrice, instanceNamed } from '../../prices/prices.ts'
import { fieldMessages } from './fields.messages.ts'

export interface InstanceTypeFieldProperties {
  readonly label: string
  readonly use: Use
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorText?: string | undefined
}

/** What people of these pages choose first, in this order; the others follow. */
const FIRST = ['ml.t2.medium', 'ml.t3.medium', 'ml.m4.xlarge', 'ml.m5.large', 'ml.m5.xlarge', 'ml.c5.xlarge']

const choicesFor = (use: Use): MlInstance[] => {
  const all = mlInstances.filter(({ uses }) => uses.includes(use))
  const place = ({ name }: MlInstance) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  return all.sort((one, other) => place(one) - place(other))
}

/** Every type that the API takes for this use, with its size; says before the click what one costs on AWS. */
export function InstanceTypeField({ label, use, value, onChange, errorText }: InstanceTypeFieldProperties) {
  const texts = useText(fieldMessages)
  const prices = useText(priceMessages)
  const { region } = useStore(preferences)
  const price = hourlyPrice(value, region)
  const known = instanceNamed(value)
  const size = ({ vcpu, memoryGib, gpu }: MlInstance) =>
    [vcpu !== undefined && memoryGib !== undefined && texts.typeHelp(vcpu, memoryGib), gpu].filter(Boolean).join(', ')
  const wrong = value !== '' && !known?.uses.includes(use) ? texts.unknownType : undefined
  return (
    <FormField
      label={label}
      constraintText={[known && size(known) && `${size(known)} /`, price ? prices.onAws(hourText(price, prices)) : prices.unknown, prices.nothingBilled]
        .filter(Boolean)
        .join(' ')}
      errorText={errorText ?? wrong}
    >
      <Autosuggest
        value={value}
        onChange={({ detail }) => onChange(detail.value)}
        options={choicesFor(use).map((type) => ({ value: type.name, description: size(type) }))}
        enteredTextLabel={(text) => text}
        filteringType={known ? 'manual' : 'auto'}
        virtualScroll
        ariaLabel={label}
      />
    </FormField>
  )
}
