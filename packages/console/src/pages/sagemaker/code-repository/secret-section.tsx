import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { secretsManager } from '../../../aws/secrets-manager.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { codeRepositoryMessages } from './code-repository.messages.ts'

export type SecretKind = 'none' | 'existing' | 'new'

/** Not part of the draft: a password is not written down in the browser. */
export interface NewSecret {
  readonly name: string
  readonly userName: string
  readonly password: string
}

const PREFIX = 'AmazonSageMaker-'
export const EMPTY_SECRET: NewSecret = { name: PREFIX, userName: '', password: '' }
const isSecretName = (name: string): boolean => name.startsWith(PREFIX) && /^[\w/+=.@-]{17,512}$/.test(name)
export const isSecret = ({ name, userName, password }: NewSecret): boolean => isSecretName(name) && userName !== '' && password !== ''

export interface SecretSectionProperties {
  readonly kind: SecretKind
  readonly arn: string
  readonly onChange: (change: { readonly kind?: SecretKind; readonly secretArn?: string }) => void
  readonly secret: NewSecret
  readonly onSecret: (secret: NewSecret) => void
  readonly check: boolean
}

/** "Git credentials": no secret, one that is there, or a new one. */
export function SecretSection({ kind, arn, onChange, secret, onSecret, check }: SecretSectionProperties) {
  const texts = useText(codeRepositoryMessages)
  const common = useText(commonMessages)
  const secrets = useQuery('secrets', async () => (await secretsManager().send(new ListSecretsCommand({ MaxResults: 100 }))).SecretList ?? [], {
    restMs: 0,
    when: kind === 'existing',
  })
  return (
    <Container header={<Header variant="h2">{texts.credentials}</Header>}>
      <SpaceBetween size="l">
        <RadioGroup
          value={kind}
          ariaLabel={texts.credentials}
          onChange={({ detail }) => onChange({ kind: detail.value as SecretKind })}
          items={[
            { value: 'none', label: texts.noSecret },
            { value: 'existing', label: texts.useSecret },
            { value: 'new', label: texts.newSecret },
          ]}
        />
        {kind === 'existing' && (
          <ChoiceField
            label={texts.secret}
            value={arn}
            loading={secrets.loading}
            choices={(secrets.data ?? []).map(({ ARN = '', Name = '' }) => ({ value: ARN, label: Name, description: ARN }))}
            onChange={(secretArn) => onChange({ secretArn })}
            errorText={check && arn === '' ? common.required : undefined}
          />
        )}
        {kind === 'new' && <NewSecretFields secret={secret} onSecret={onSecret} check={check} />}
      </SpaceBetween>
    </Container>
  )
}

function NewSecretFields({ secret, onSecret, check }: Pick<SecretSectionProperties, 'secret' | 'onSecret' | 'check'>) {
  const texts = useText(codeRepositoryMessages)
  const common = useText(commonMessages)
  const missing = (text: string) => (check && text === '' ? common.required : undefined)
  return (
    <>
      <TextField
        label={texts.secretName}
        constraint={texts.secretNameHelp}
        value={secret.name}
        onChange={(name) => onSecret({ ...secret, name })}
        errorText={check && !isSecretName(secret.name) ? texts.secretNameHelp : undefined}
      />
      <TextField
        label={texts.userName}
        value={secret.userName}
        onChange={(userName) => onSecret({ ...secret, userName })}
        errorText={missing(secret.userName)}
      />
      <FormField label={texts.password} errorText={missing(secret.password)}>
        <Input type="password" value={secret.password} autoComplete="off" onChange={({ detail }) => onSecret({ ...secret, password: detail.value })} />
      </FormField>
    </>
  )
}
