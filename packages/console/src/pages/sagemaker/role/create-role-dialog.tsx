import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import { useIdentity } from '../../../app/use-identity.ts'
import { Confirm } from '../../../components/confirm.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { type BucketChoice, createExecutionRole, executionRoleCode, executionRoleRequests } from './create-execution-role.ts'
import { roleMessages } from './role.messages.ts'

type Kind = BucketChoice['kind']

export interface CreateRoleDialogProperties {
  readonly onCreated: (arn: string) => void
  readonly onClose: () => void
}

/** "Create an IAM role", as AWS's console has it. */
export function CreateRoleDialog({ onCreated, onClose }: CreateRoleDialogProperties) {
  const texts = useText(roleMessages)
  const common = useText(commonMessages)
  const [kind, setKind] = useState<Kind>('any')
  const [names, setNames] = useState('')
  const buckets = names.split(/[,、\s]+/).filter(Boolean)
  const wrong = kind === 'specific' && buckets.some((bucket) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
  const identity = useIdentity()
  const [now] = useState(() => new Date())
  const requests = executionRoleRequests(kind === 'specific' ? { kind, buckets } : { kind }, identity?.account ?? '', now)
  const create = async () => {
    if (wrong) throw new RangeError(texts.bucketWrong)
    onCreated(await createExecutionRole(requests))
  }
  return (
    <Confirm title={texts.title} button={texts.create} code={executionRoleCode(requests)} onConfirm={create} onClose={onClose}>
      <SpaceBetween size="m">
        <Box>{texts.introduction}</Box>
        <Box variant="strong">{texts.alsoGives}</Box>
        <FormField label={common.isOptional(texts.specifyBuckets)}>
          <RadioGroup
            value={kind}
            onChange={({ detail }) => setKind(detail.value as Kind)}
            items={[
              { value: 'any', label: texts.any, description: texts.anyHelp },
              { value: 'specific', label: texts.specific },
              { value: 'none', label: texts.none },
            ]}
          />
        </FormField>
        {kind === 'specific' && (
          <FormField description={texts.specificHelp} errorText={wrong && texts.bucketWrong}>
            <Input value={names} onChange={({ detail }) => setNames(detail.value)} placeholder="bucket-1, bucket-2" ariaLabel={texts.specific} />
          </FormField>
        )}
        {[texts.sagemakerBuckets, texts.sagemakerObjects, texts.taggedObjects, texts.policyBuckets].map((text) => (
          <StatusIndicator key={text} type="success">
            {text}
          </StatusIndicator>
        ))}
      </SpaceBetween>
    </Confirm>
  )
}
