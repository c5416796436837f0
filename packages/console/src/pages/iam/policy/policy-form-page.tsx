import { CreatePolicyCommand } from '@aws-sdk/client-iam'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { policyHref } from '../policies-section.tsx'
import { isJson, readable } from '../policy-document.ts'
import { PolicyEditor } from '../policy-editor.tsx'
import { addPolicyVersion } from './add-policy-version.ts'
import { readPolicy } from './read-policy.ts'

interface Values {
  readonly name: string
  readonly description: string
  readonly document: string
}

const FIRST = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::my-bucket/*'] }] },
  null,
  2,
)
const isPolicyName = (name: string): boolean => /^[\w+=,.@-]{1,128}$/.test(name)

/** `?edit=ARN` gives a policy another version. */
export function PolicyFormPage({ query }: PageProperties) {
  const arn = query.get('edit') ?? ''
  const { data, error, reload } = useQuery(`edit policy ${arn}`, () => readPolicy(arn), { when: arn !== '', restMs: 0 })
  if (arn === '') return <PolicyForm arn="" initial={{ name: '', description: '', document: FIRST }} />
  if (error !== undefined) return <ErrorAlert error={error} onRetry={reload} />
  if (!data) return <Spinner />
  return <PolicyForm arn={arn} initial={{ name: data.PolicyName ?? '', description: data.Description ?? '', document: readable(data.document) }} />
}

function PolicyForm({ arn, initial }: { readonly arn: string; readonly initial: Values }) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { values, change, forget } = useDraft<Values>(`policy ${arn}`, initial)
  const [check, setCheck] = useState(false)
  const editing = arn !== ''
  const create = { PolicyName: values.name, PolicyDocument: values.document, ...(values.description && { Description: values.description }) }
  const version = { PolicyArn: arn, PolicyDocument: values.document, SetAsDefault: true }
  const submit = async () => {
    if (editing) await addPolicyVersion(arn, values.document)
    const made = editing ? arn : ((await iam().send(new CreatePolicyCommand(create))).Policy?.Arn ?? '')
    forget()
    flash('success', texts.policySaved(values.name))
    navigate(policyHref(made))
  }
  return (
    <CreateForm
      title={editing ? texts.editPolicy : texts.createPolicy}
      description={texts.policyHelp}
      button={editing ? texts.savePolicy : texts.createPolicy}
      back={editing ? policyHref(arn) : '/iam/policies'}
      code={editing ? shownCall('iam', 'CreatePolicyVersion', version) : shownCall('iam', 'CreatePolicy', create)}
      price={<PriceNote prices={[]} />}
      valid={isPolicyName(values.name) && isJson(values.document)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <Container header={<Header variant="h2">{texts.document}</Header>}>
        <PolicyEditor label="JSON" type="IDENTITY_POLICY" value={values.document} onChange={(document) => change({ document })} />
      </Container>
      {!editing && (
        <Container header={<Header variant="h2">{common.details}</Header>}>
          <SpaceBetween size="l">
            <TextField
              label={texts.policyName}
              constraint={texts.policyNameHelp}
              value={values.name}
              onChange={(name) => change({ name })}
              errorText={check && !isPolicyName(values.name) ? texts.policyNameHelp : undefined}
            />
            <TextField label={common.isOptional(common.description)} value={values.description} onChange={(description) => change({ description })} />
          </SpaceBetween>
        </Container>
      )}
    </CreateForm>
  )
}
