import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { navigate } from '../../../app/router.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isName } from '../names.ts'
import { lifecycleConfigMessages } from './lifecycle-config.messages.ts'
import { encodeScript, FIRST_LINES, MOST_CHARACTERS } from './lifecycle-script.ts'

export interface LifecycleValues {
  readonly name: string
  readonly onStart: string
  readonly onCreate: string
}

/** A script that nobody has written is none. */
const hook = (text: string) => (text.trim() === '' || text === FIRST_LINES ? [] : [{ Content: encodeScript(text) }])

export const requestOf = ({ name, onStart, onCreate }: LifecycleValues) => ({
  NotebookInstanceLifecycleConfigName: name,
  OnStart: hook(onStart),
  OnCreate: hook(onCreate),
})

const fits = (text: string): boolean => encodeScript(text).length <= MOST_CHARACTERS

export interface LifecycleConfigFormProperties {
  readonly draft: string
  readonly initial: LifecycleValues
  readonly editing: boolean
  readonly onSubmit: (values: LifecycleValues) => Promise<unknown>
}

/** Creates a configuration, or edits one. */
export function LifecycleConfigForm({ draft, initial, editing, onSubmit }: LifecycleConfigFormProperties) {
  const texts = useText(lifecycleConfigMessages)
  const { values, change, forget } = useDraft<LifecycleValues>(draft, initial)
  const [check, setCheck] = useState(false)
  const operation = editing ? 'UpdateNotebookInstanceLifecycleConfig' : 'CreateNotebookInstanceLifecycleConfig'
  const page = `/sagemaker/lifecycle-configs/detail/${values.name}`
  const submit = async () => {
    await onSubmit(values)
    forget()
    navigate(page)
  }
  return (
    <CreateForm
      title={editing ? texts.edit : texts.createTitle}
      description={texts.introduction}
      button={editing ? texts.update : texts.create}
      back={editing ? page : '/sagemaker/lifecycle-configs'}
      code={shownCall('sagemaker', operation, requestOf(values))}
      price={<PriceNote prices={[]} />}
      valid={isName(values.name) && fits(values.onStart) && fits(values.onCreate)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <Fields values={values} change={change} check={check} editing={editing} />
    </CreateForm>
  )
}

interface FieldsProperties {
  readonly values: LifecycleValues
  readonly change: (change: Partial<LifecycleValues>) => void
  readonly check: boolean
  readonly editing: boolean
}

function Fields({ values, change, check, editing }: FieldsProperties) {
  const texts = useText(lifecycleConfigMessages)
  const fields = useText(fieldMessages)
  const script = (value: string, help: string, onChange: (text: string) => void) => (
    <FormField description={help} errorText={fits(value) ? undefined : texts.tooLong} stretch>
      <Textarea value={value} rows={16} spellcheck={false} ariaLabel={help} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  )
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.configuration}</Header>}>
        {editing ? (
          values.name
        ) : (
          <TextField
            label={texts.name}
            constraint={fields.nameHelp(63)}
            value={values.name}
            onChange={(name) => change({ name })}
            errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
          />
        )}
      </Container>
      <Container header={<Header variant="h2">{texts.scripts}</Header>}>
        <Tabs
          tabs={[
            { id: 'start', label: texts.start, content: script(values.onStart, texts.startHelp, (onStart) => change({ onStart })) },
            { id: 'create', label: texts.onCreate, content: script(values.onCreate, texts.createHelp, (onCreate) => change({ onCreate })) },
          ]}
        />
      </Container>
    </SpaceBetween>
  )
}
