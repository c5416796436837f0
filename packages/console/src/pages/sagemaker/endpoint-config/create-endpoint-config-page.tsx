import { CreateEndpointConfigCommand } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isName } from '../names.ts'
import { endpointConfigMessages } from './endpoint-config.messages.ts'
import { VariantFields } from './variant-fields.tsx'
import { newVariant, type VariantValues, variantRequest, variantRight } from './variant-values.ts'

interface Values {
  readonly name: string
  readonly variants: readonly VariantValues[]
  readonly tags: readonly Tag[]
}

const requestOf = ({ name, variants, tags }: Values) => ({
  EndpointConfigName: name,
  ProductionVariants: variants.map(variantRequest),
  Tags: tagsForRequest(tags),
})

/** `?model=NAME` begins with a variant of that model. */
export function CreateEndpointConfigPage({ query }: PageProperties) {
  const texts = useText(endpointConfigMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const prices = useText(priceMessages)
  const model = query.get('model') ?? ''
  const { values, change, forget } = useDraft<Values>(`endpoint-config ${model}`, { name: model, variants: [newVariant(model, 0)], tags: [] })
  const [check, setCheck] = useState(false)
  const input = requestOf(values)
  const submit = async () => {
    await sagemaker().send(new CreateEndpointConfigCommand(input))
    forget()
    flash('success', texts.created)
    navigate(`/sagemaker/endpoint-configs/detail/${values.name}`)
  }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back="/sagemaker/endpoint-configs"
      code={{ service: 'sagemaker', operation: 'CreateEndpointConfig', input }}
      price={<PriceNote prices={[]} explanation={prices.endpointWillBill} />}
      valid={isName(values.name) && values.variants.length > 0 && values.variants.every(variantRight)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <Container header={<Header variant="h2">{texts.settings}</Header>}>
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
        />
      </Container>
      <Variants variants={values.variants} onChange={(variants) => change({ variants })} check={check} />
      <ExpandableSection variant="container" headerText={common.isOptional(common.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}

interface VariantsProperties {
  readonly variants: readonly VariantValues[]
  readonly onChange: (variants: readonly VariantValues[]) => void
  readonly check: boolean
}

function Variants({ variants, onChange, check }: VariantsProperties) {
  const texts = useText(endpointConfigMessages)
  return (
    <Container header={<Header variant="h2">{texts.variants}</Header>}>
      <SpaceBetween size="l">
        {check && variants.length === 0 && <Alert type="error">{texts.needsVariant}</Alert>}
        {variants.map((variant, at) => (
          <VariantFields
            // The place is the variant's identity: its name changes while it is typed.
            key={String(at)}
            variant={variant}
            check={check}
            onChange={(part) => onChange(variants.map((one, index) => (index === at ? { ...one, ...part } : one)))}
            onRemove={() => onChange(variants.filter((_, index) => index !== at))}
          />
        ))}
        <Button formAction="none" iconName="add-plus" onClick={() => onChange([...variants, newVariant('', variants.length)])}>
          {texts.addModel}
        </Button>
      </SpaceBetween>
    </Container>
  )
}
