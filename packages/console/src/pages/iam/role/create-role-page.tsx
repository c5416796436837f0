import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { iam } from '../../../aws/iam.ts'
import { shownCall } from '../../../code/show-call.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { CreateForm } from '../../../components/create-form.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { PoliciesFieldSection } from '../policies-field-section.tsx'
import { isJson } from '../policy-document.ts'

interface Values {
  readonly name: string
  readonly description: string
  /** A service's principal, or `custom`. */
  readonly service: string
  readonly document: string
  readonly policies: readonly string[]
}

const CUSTOM = 'custom'
const SERVICES = ['sagemaker.amazonaws.com', 'lambda.amazonaws.com', 'ec2.amazonaws.com', 'states.amazonaws.com', 'events.amazonaws.com']

const trustOf = (service: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] }, null, 2)

const INITIAL: Values = { name: '', description: '', service: 'sagemaker.amazonaws.com', document: trustOf('sagemaker.amazonaws.com'), policies: [] }

const isRoleName = (name: string): boolean => /^[\w+=,.@-]{1,64}$/.test(name)

const requestOf = ({ name, description, service, document }: Values) => ({
  RoleName: name,
  AssumeRolePolicyDocument: service === CUSTOM ? document : JSON.stringify(JSON.parse(trustOf(service))),
  ...(description && { Description: description }),
})

/** The same as code, with the policies. */
const callsOf = (values: Values) => [
  shownCall('iam', 'CreateRole', requestOf(values)),
  ...values.policies.map((PolicyArn) => shownCall('iam', 'AttachRolePolicy', { RoleName: values.name, PolicyArn })),
]

export function CreateRolePage() {
  const texts = useText(iamMessages)
  const { values, change, forget } = useDraft<Values>('role', INITIAL)
  const [check, setCheck] = useState(false)
  const submit = async () => {
    await iam().send(new CreateRoleCommand(requestOf(values)))
    // From here on the role is there: its page shows what is still missing.
    try {
      for (const PolicyArn of values.policies) await iam().send(new AttachRolePolicyCommand({ RoleName: values.name, PolicyArn }))
      flash('success', texts.created(values.name))
    } catch (error) {
      flash('error', texts.created(values.name), error)
    }
    forget()
    navigate(`/iam/roles/detail/${encodeURIComponent(values.name)}`)
  }
  return (
    <CreateForm
      title={texts.createRole}
      description={texts.describeRole}
      button={texts.createRole}
      back="/iam/roles"
      code={callsOf(values)}
      price={<PriceNote prices={[]} />}
      valid={isRoleName(values.name) && (values.service !== CUSTOM || isJson(values.document))}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <TrustSection values={values} change={change} />
      <PoliciesFieldSection value={values.policies} onChange={(policies) => change({ policies })} />
      <NameSection values={values} change={change} check={check} />
    </CreateForm>
  )
}

interface SectionProperties {
  readonly values: Values
  readonly change: (change: Partial<Values>) => void
}

function TrustSection({ values, change }: SectionProperties) {
  const texts = useText(iamMessages)
  const choices = [...SERVICES.map((value) => ({ value, label: value })), { value: CUSTOM, label: texts.custom }]
  return (
    <Container header={<Header variant="h2">{texts.trusted}</Header>}>
      <SpaceBetween size="l">
        <ChoiceField label={texts.service} value={values.service} choices={choices} onChange={(service) => change({ service })} />
        {values.service === CUSTOM && (
          <FormField label={texts.trustPolicy} errorText={!isJson(values.document) && texts.documentWrong} stretch>
            <Textarea value={values.document} rows={12} spellcheck={false} onChange={({ detail }) => change({ document: detail.value })} />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  )
}

function NameSection({ values, change, check }: SectionProperties & { readonly check: boolean }) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{common.details}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.roleName}
          constraint={texts.roleNameHelp}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isRoleName(values.name) ? texts.roleNameHelp : undefined}
        />
        <TextField label={common.isOptional(common.description)} value={values.description} onChange={(description) => change({ description })} />
      </SpaceBetween>
    </Container>
  )
}
