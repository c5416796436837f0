import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type FormEvent, useState } from 'react'
import { ChoiceField } from '../../components/choice-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useText } from '../../i18n/use-text.ts'
import { cloudtrailMessages } from './cloudtrail.messages.ts'
import { type Attribute, attributes, type Lookup, needsValue } from './lookup.ts'

const NO_LIMIT = ':all'

/** Which events: by one attribute, as CloudTrail has it, and by time. */
export function LookupForm({ lookup, onApply }: { readonly lookup: Lookup; readonly onApply: (lookup: Lookup) => void }) {
  const texts = useText(cloudtrailMessages)
  const [values, setValues] = useState(lookup)
  const names: Readonly<Record<Attribute, string>> = {
    any: texts.any,
    writes: texts.writesOnly,
    EventName: texts.eventName,
    Username: texts.userName,
    ResourceName: texts.resourceName,
    ResourceType: texts.resourceType,
    EventSource: texts.eventSource,
    EventId: texts.eventId,
    AccessKeyId: texts.accessKey,
  }
  const ranges = [
    { value: NO_LIMIT, label: texts.allTime },
    { value: '30', label: texts.lastMinutes(30) },
    { value: '60', label: texts.lastHours(1) },
    { value: '1440', label: texts.lastHours(24) },
    { value: '10080', label: texts.lastDays(7) },
  ]
  const apply = (event: FormEvent) => {
    event.preventDefault()
    onApply({ ...values, value: needsValue(values.attribute) ? values.value.trim() : '' })
  }
  return (
    <Container>
      <form onSubmit={apply}>
        <SpaceBetween size="s">
          <ColumnLayout columns={3}>
            <ChoiceField
              label={texts.lookUpBy}
              value={values.attribute}
              choices={attributes.map((value) => ({ value, label: names[value] }))}
              onChange={(attribute) => setValues({ ...values, attribute: attribute as Attribute })}
            />
            {needsValue(values.attribute) && (
              <TextField label={texts.value} value={values.value} onChange={(value) => setValues({ ...values, value })} placeholder="CreateTrainingJob" />
            )}
            <ChoiceField
              label={texts.range}
              value={values.minutes === undefined ? NO_LIMIT : String(values.minutes)}
              choices={ranges}
              onChange={(minutes) => setValues({ ...values, minutes: minutes === NO_LIMIT ? undefined : Number(minutes) })}
            />
          </ColumnLayout>
          <Button formAction="submit" iconName="search">
            {texts.apply}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  )
}
