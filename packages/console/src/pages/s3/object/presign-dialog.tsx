import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { Copyable } from '../../../components/copyable.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { objectMessages } from './object.messages.ts'
import { presign } from './presign.ts'

export interface PresignDialogProperties {
  readonly bucket: string
  readonly objectKey: string
  readonly onClose: () => void
}

/** SigV4 allows a week; temporary credentials end it earlier. */
const MOST_MINUTES = 7 * 24 * 60

export function PresignDialog({ bucket, objectKey, onClose }: PresignDialogProperties) {
  const texts = useText(objectMessages)
  const common = useText(commonMessages)
  const [minutes, setMinutes] = useState('60')
  const [url, setUrl] = useState<string>()
  const [error, setError] = useState<unknown>()
  const valid = /^[1-9]\d*$/.test(minutes) && Number(minutes) <= MOST_MINUTES
  const create = () => void presign(bucket, objectKey, { seconds: Number(minutes) * 60 }).then(setUrl, setError)
  return (
    <Modal
      visible
      header={texts.presign}
      closeAriaLabel={common.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" disabled={!valid} onClick={create}>
            {texts.presignCreate}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{texts.presignText}</div>
        <TextField label={texts.presignMinutes} type="number" constraint={`1 - ${MOST_MINUTES}`} value={minutes} onChange={setMinutes} />
        {url && <Copyable text={url} />}
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
