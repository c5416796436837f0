import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { sts } from '../aws/sts.ts'
import { shownCall } from '../code/show-call.ts'
import { Confirm } from '../components/confirm.tsx'
import { TextField } from '../components/text-field.tsx'
import { useText } from '../i18n/use-text.ts'
import { appMessages } from './app.messages.ts'
import { navigate } from './router.ts'
import { switchTo } from './session.ts'
import { useIdentity } from './use-identity.ts'

/** "Switch role": the permissions of a role that trusts the person, until they switch back. */
export function SwitchRoleDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useText(appMessages)
  const identity = useIdentity()
  const [account, setAccount] = useState('')
  const [role, setRole] = useState('')
  const input = { RoleArn: `arn:aws:iam::${(account || identity?.account) ?? ''}:role/${role.trim()}`, RoleSessionName: identity?.name ?? 'console' }
  const confirm = async () => {
    const answer = await sts().send(new AssumeRoleCommand(input))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration = new Date() } = answer.Credentials ?? {}
    switchTo({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration: Expiration.toISOString() })
    navigate('/')
  }
  return (
    <Confirm title={texts.switchRole} button={texts.switchRole} code={[shownCall('sts', 'AssumeRole', input)]} onConfirm={confirm} onClose={onClose}>
      <SpaceBetween size="m">
        <div>{texts.switchRoleText}</div>
        <TextField
          label={texts.roleAccount}
          constraint={texts.roleAccountHelp}
          value={account}
          onChange={(value) => setAccount(value.trim())}
          placeholder={identity?.account ?? ''}
        />
        <TextField label={texts.roleName} value={role} onChange={setRole} />
      </SpaceBetween>
    </Confirm>
  )
}
