import {
  CreateLoginProfileCommand,
  DeleteLoginProfileCommand,
  GetLoginProfileCommand,
  ListMFADevicesCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { iam } from '../../../aws/iam.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm, ConfirmDelete } from '../../../components/confirm.tsx'
import { unlessNotFound } from '../../../components/error-meaning.ts'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { MfaDialog } from './mfa-dialog.tsx'
import { removeDevice, removeDeviceCode } from './remove-device.ts'
import { SHOWN_PASSWORD } from './shown-password.ts'

async function read(UserName: string) {
  const [profile, devices] = await Promise.all([
    iam().send(new GetLoginProfileCommand({ UserName })).catch(unlessNotFound),
    iam().send(new ListMFADevicesCommand({ UserName })),
  ])
  return { profile: profile?.LoginProfile, devices: devices.MFADevices ?? [] }
}

type Dialog = { readonly kind: 'password' } | { readonly kind: 'no-password' } | { readonly kind: 'mfa' } | { readonly kind: 'no-mfa'; readonly serial: string }

/** Console password and MFA devices of a user. */
export function SecuritySection({ userName }: { readonly userName: string }) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const { data, error, reload } = useQuery(`security of ${userName}`, () => read(userName), { restMs: 0 })
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const done = () => {
    close()
    reload()
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => setDialog({ kind: 'password' })}>{texts.setPassword}</Button>
      <Button disabled={!data?.profile} onClick={() => setDialog({ kind: 'no-password' })}>
        {texts.removePassword}
      </Button>
      <Button onClick={() => setDialog({ kind: 'mfa' })}>{texts.assignMfa}</Button>
    </SpaceBetween>
  )
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          {texts.security}
        </Header>
      }
    >
      <ErrorAlert error={error} onRetry={reload} />
      <KeyValuePairs
        columns={2}
        items={[
          { label: texts.consoleAccess, value: data?.profile ? <Time value={data.profile.CreateDate} /> : common.disabled },
          {
            label: texts.mfaDevices,
            value: data?.devices.length
              ? data.devices.map(({ SerialNumber: serial = '' }) => (
                  <div key={serial}>
                    {serial}{' '}
                    <Button variant="inline-link" ariaLabel={`${common.remove} ${serial}`} onClick={() => setDialog({ kind: 'no-mfa', serial })}>
                      {common.remove}
                    </Button>
                  </div>
                ))
              : '-',
          },
        ]}
      />
      {dialog?.kind === 'password' && <PasswordDialog userName={userName} exists={data?.profile !== undefined} onDone={done} onClose={close} />}
      {dialog?.kind === 'mfa' && <MfaDialog userName={userName} onDone={done} onClose={close} />}
      {dialog?.kind === 'no-password' && (
        <ConfirmDelete
          names={[texts.consolePassword]}
          code={[shownCall('iam', 'DeleteLoginProfile', { UserName: userName })]}
          onConfirm={() =>
            iam()
              .send(new DeleteLoginProfileCommand({ UserName: userName }))
              .then(done)
          }
          onClose={close}
        />
      )}
      {dialog?.kind === 'no-mfa' && (
        <ConfirmDelete
          names={[dialog.serial]}
          code={removeDeviceCode(userName, dialog.serial)}
          onConfirm={() => removeDevice(userName, dialog.serial).then(done)}
          onClose={close}
        />
      )}
    </Container>
  )
}

interface PasswordDialogProperties {
  readonly userName: string
  readonly exists: boolean
  readonly onDone: () => void
  readonly onClose: () => void
}

function PasswordDialog({ userName, exists, onDone, onClose }: PasswordDialogProperties) {
  const texts = useText(iamMessages)
  const [password, setPassword] = useState('')
  const [mustChange, setMustChange] = useState(true)
  const input = { UserName: userName, Password: password, PasswordResetRequired: mustChange }
  const confirm = () => (exists ? iam().send(new UpdateLoginProfileCommand(input)) : iam().send(new CreateLoginProfileCommand(input))).then(onDone)
  const code = [shownCall('iam', exists ? 'UpdateLoginProfile' : 'CreateLoginProfile', { ...input, Password: SHOWN_PASSWORD })]
  return (
    <Confirm title={texts.setPassword} button={texts.setPassword} code={code} onConfirm={confirm} onClose={onClose}>
      <SpaceBetween size="m">
        <FormField label={texts.consolePassword}>
          <Input type="password" value={password} autoComplete="new-password" onChange={({ detail }) => setPassword(detail.value)} />
        </FormField>
        <Checkbox checked={mustChange} onChange={({ detail }) => setMustChange(detail.checked)}>
          {texts.mustChange}
        </Checkbox>
      </SpaceBetween>
    </Confirm>
  )
}
