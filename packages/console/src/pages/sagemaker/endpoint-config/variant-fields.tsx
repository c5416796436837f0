import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { InstanceTypeField } from '../instance-type-field.tsx'
import { listModels, modelName } from '../model/model-queries.ts'
import { isCount, isName } from '../names.ts'
import { endpointConfigMessages } from './endpoint-config.messages.ts'
import { isWeight, type VariantValues } from './variant-values.ts'

export interface VariantFieldsProperties {
  readonly variant: VariantValues
  readonly check: boolean
  readonly onChange: (part: Partial<VariantValues>) => void
  readonly onRemove: () => void
}

export function VariantFields({ variant, check, onChange, onRemove }: VariantFieldsProperties) {
  const texts = useText(endpointConfigMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const models = useQuery('models', listModels, { restMs: 0 })
  const wrong = (right: boolean, text: string) => (check && !right ? text : undefined)
  const remove = (
    <Button formAction="none" onClick={onRemove}>
      {common.remove}
    </Button>
  )
  return (
    <Container
      header={
        <Header variant="h3" actions={remove}>
          {variant.name}
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <ChoiceField
          label={texts.model}
          value={variant.model}
          loading={models.loading}
          filter
          choices={(models.data ?? []).map((one) => ({ value: modelName(one), label: modelName(one) }))}
          onChange={(model) => onChange({ model })}
          errorText={wrong(variant.model !== '', common.required)}
        />
        <TextField
          label={texts.variant}
          value={variant.name}
          onChange={(name) => onChange({ name })}
          errorText={wrong(isName(variant.name), fields.nameWrong)}
        />
        <InstanceTypeField label={fields.instanceType} use="hosting" value={variant.instanceType} onChange={(instanceType) => onChange({ instanceType })} />
        <TextField
          label={texts.initialCount}
          type="number"
          value={variant.count}
          onChange={(count) => onChange({ count })}
          errorText={wrong(isCount(variant.count), texts.countWrong)}
        />
        <TextField
          label={texts.initialWeight}
          value={variant.weight}
          onChange={(weight) => onChange({ weight })}
          errorText={wrong(isWeight(variant.weight), texts.weightWrong)}
        />
      </ColumnLayout>
    </Container>
  )
}
