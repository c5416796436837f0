import { PutBucketEncryptionCommand } from '@aws-sdk/client-s3'
import { useState } from 'react'
import { s3 } from '../../../aws/s3.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm } from '../../../components/confirm.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { bucketMessages } from './bucket.messages.ts'
import { type Encryption, EncryptionField, encryptionRequest } from './encryption-field.tsx'

export interface EncryptionDialogProperties {
  readonly bucket: string
  readonly initial: Encryption
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Another default encryption for what is written from now on. */
export function EncryptionDialog({ bucket, initial, onSaved, onClose }: EncryptionDialogProperties) {
  const texts = useText(bucketMessages)
  const [value, setValue] = useState(initial)
  const input = encryptionRequest(bucket, value)
  return (
    <Confirm
      title={texts.editEncryption}
      button={texts.save}
      code={[shownCall('s3', 'PutBucketEncryption', input)]}
      onConfirm={() => s3().send(new PutBucketEncryptionCommand(input)).then(onSaved)}
      onClose={onClose}
    >
      <EncryptionField value={value} onChange={setValue} />
    </Confirm>
  )
}
