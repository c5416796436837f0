import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, type VirtualMFADevice } from '@aws-sdk/client-iam'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { iam } from '../../../aws/iam.ts'
import { shownCall } from '../../../code/show-call.ts'
import { Confirm } from '../../../components/confirm.tsx'
import { Copyable } from '../../../components/copyable.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { dataUrl } from '../../../lib/data-url.ts'
import { iamMessages } from '../iam.messages.ts'

export interface MfaDialogProperties {
  readonly userName: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** A virtual MFA device: first its name, then its code to scan and two numbers that it shows. */
export function MfaDialog({ userName, onDone, onClose }: MfaDialogProperties) {
  const texts = useText(iamMessages)
  const [name, setName] = useState(userName)
  const [device, setDevice] = useState<VirtualMFADevice>()
  const [codes, setCodes] = useState(['', ''])
  const [first = '', second = ''] = codes
  const enable = { UserName: userName, SerialNumber: device?.SerialNumber ?? '', AuthenticationCode1: first, AuthenticationCode2: second }
  if (!device) {
    return (
      <Confirm
        title={texts.assignMfa}
        button={texts.nextStep}
        code={[shownCall('iam', 'CreateVirtualMFADevice', { VirtualMFADeviceName: name })]}
        keepOpen
        onConfirm={async () => setDevice((await iam().send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }))).VirtualMFADevice)}
        onClose={onClose}
      >
        <TextField label={texts.deviceName} value={name} onChange={setName} />
      </Confirm>
    )
  }
  return (
    <Confirm
      key="codes"
      title={texts.assignMfa}
      button={texts.assignMfa}
      code={[shownCall('iam', 'EnableMFADevice', enable)]}
      onConfirm={() => iam().send(new EnableMFADeviceCommand(enable)).then(onDone)}
      onClose={onClose}
    >
      <SpaceBetween size="m">
        <Box>{texts.scan}</Box>
        <QrCode png={device.QRCodePNG} />
        <Copyable text={new TextDecoder().decode(device.Base32StringSeed)} />
        {[0, 1].map((at) => (
          <TextField
            key={at}
            label={texts.mfaCode(at + 1)}
            value={codes[at] ?? ''}
            onChange={(code) => setCodes(codes.map((one, index) => (index === at ? code.trim() : one)))}
          />
        ))}
      </SpaceBetween>
    </Confirm>
  )
}

function QrCode({ png }: { readonly png: Uint8Array | undefined }) {
  const texts = useText(iamMessages)
  return png ? <img src={dataUrl(png, 'image/png')} alt={texts.qrCode} width={200} height={200} /> : null
}
