import { ListRolesCommand } from '@aws-sdk/client-iam'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { collectPages } from '../../../aws/collect-pages.ts'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isRoleArn } from '../names.ts'
import { CreateRoleDialog } from './create-role-dialog.tsx'
import { roleMessages } from './role.messages.ts'

const NEW = ':new'
const ENTER = ':enter'

/** Roles that SageMaker may take. */
export const listRoles = async () => {
  const roles = await collectPages(async (Marker) => {
    const { Roles, Marker: next } = await iam().send(new ListRolesCommand({ ...(Marker && { Marker }) }))
    return { items: Roles, next }
  })
  return roles.filter(({ AssumeRolePolicyDocument = '' }) => decodeURIComponent(AssumeRolePolicyDocument).includes('sagemaker.amazonaws.com'))
}

export interface RoleFieldProperties {
  readonly value: string
  readonly onChange: (arn: string) => void
  /** Show what is wrong. */
  readonly check: boolean
}

/** An existing role, a new one, or an ARN that is typed in. */
export function RoleField({ value, onChange, check }: RoleFieldProperties) {
  const texts = useText(fieldMessages)
  const roleTexts = useText(roleMessages)
  const common = useText(commonMessages)
  const roles = useQuery('roles', listRoles, { restMs: 0 })
  const [dialog, setDialog] = useState(false)
  const [entering, setEntering] = useState(false)
  const [created, setCreated] = useState<string>()
  const existing = (roles.data ?? []).map(({ RoleName = '', Arn = '' }) => ({ value: Arn, label: RoleName, description: Arn }))
  const errorText = check && !isRoleArn(value) ? (value ? texts.roleWrong : common.required) : undefined
  const choose = (choice: string) => {
    if (choice === NEW) return setDialog(true)
    setEntering(choice === ENTER)
    onChange(choice === ENTER ? '' : choice)
  }
  return (
    <SpaceBetween size="s">
      <FormField label={texts.iamRole} description={texts.roleHelp} errorText={entering ? undefined : errorText}>
        <Select
          selectedOption={entering ? { value: ENTER, label: texts.enterArn } : shownRole(value, existing)}
          placeholder={texts.chooseRole}
          statusType={roles.loading ? 'loading' : 'finished'}
          loadingText={common.loading}
          filteringType="auto"
          options={[
            { value: NEW, label: texts.newRole },
            { value: ENTER, label: texts.enterArn },
            { label: texts.useExisting, options: existing },
          ]}
          onChange={({ detail }) => choose(detail.selectedOption.value as string)}
        />
      </FormField>
      {entering && (
        <FormField label={texts.roleArn} errorText={errorText}>
          <Input value={value} onChange={({ detail }) => onChange(detail.value)} placeholder="arn:aws:iam::123456789012:role/NAME" />
        </FormField>
      )}
      {created && (
        <Alert type="success" header={roleTexts.created}>
          <Box>{created.split('/').at(-1)}</Box>
        </Alert>
      )}
      {dialog && (
        <CreateRoleDialog
          onClose={() => setDialog(false)}
          onCreated={(arn) => {
            setEntering(false)
            setCreated(arn)
            onChange(arn)
            roles.reload()
          }}
        />
      )}
    </SpaceBetween>
  )
}

const shownRole = (value: string, existing: readonly SelectProps.Option[]): SelectProps.Option | null =>
  value ? (existing.find((option) => option.value === value) ?? { value, label: value.split('/').at(-1) as string }) : null
