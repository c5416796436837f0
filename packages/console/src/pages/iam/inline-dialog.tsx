import { PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../app/flash.ts'
import { iam } from '../../aws/iam.ts'
import { shownCall } from '../../code/show-call.ts'
import { Confirm } from '../../components/confirm.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useText } from '../../i18n/use-text.ts'
import { iamMessages } from './iam.messages.ts'
import type { InlinePolicy } from './policies-section.tsx'
import { PolicyEditor } from './policy-editor.tsx'

const FIRST = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['*'] }] }, null, 2)

export interface InlineDialogProperties {
  readonly putInline: (name: string, document: string) => InlinePolicy
  readonly onWritten: () => void
  readonly onClose: () => void
}

/** Writes a policy that belongs to one user or role. */
export function InlineDialog({ putInline, onWritten, onClose }: InlineDialogProperties) {
  const texts = useText(iamMessages)
  const [name, setName] = useState('')
  const [document, setDocument] = useState(FIRST)
  const input = putInline(name, document)
  const write = async () => {
    await ('UserName' in input ? iam().send(new PutUserPolicyCommand(input)) : iam().send(new PutRolePolicyCommand(input)))
    flash('success', texts.policySaved(name))
    onWritten()
  }
  const code = [shownCall('iam', 'UserName' in input ? 'PutUserPolicy' : 'PutRolePolicy', input)]
  return (
    <Confirm title={texts.addInline} button={texts.addInline} code={code} onConfirm={write} onClose={onClose}>
      <SpaceBetween size="m">
        <TextField label={texts.policyName} constraint={texts.policyNameHelp} value={name} onChange={setName} />
        <PolicyEditor label={texts.document} type="IDENTITY_POLICY" value={document} onChange={setDocument} />
      </SpaceBetween>
    </Confirm>
  )
}
