import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { S3UriField } from '../../../components/s3-uri-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { InstanceTypeField } from '../instance-type-field.tsx'
import { isName, isS3Uri } from '../names.ts'
import { RoleField } from '../role/role-field.tsx'
import { xgboostVersions } from '../xgboost-images.ts'
import { trainingJobMessages } from './training-job.messages.ts'
import { type ChannelValues, isImage, isWhole, OWN, type TrainingJobValues } from './training-job-values.ts'

interface SectionProperties {
  readonly values: TrainingJobValues
  readonly change: (change: Partial<TrainingJobValues>) => void
  /** Show what is wrong. */
  readonly check: boolean
}

export function JobSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
        />
        <RoleField value={values.role} onChange={(role) => change({ role })} check={check} />
      </SpaceBetween>
    </Container>
  )
}

export function AlgorithmSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const own = values.algorithm === OWN
  return (
    <Container header={<Header variant="h2">{texts.algorithm}</Header>}>
      <SpaceBetween size="l">
        <FormField label={texts.source}>
          <RadioGroup
            value={own ? OWN : 'built-in'}
            onChange={({ detail }) => change({ algorithm: detail.value === OWN ? OWN : 'latest' })}
            items={[
              { value: 'built-in', label: texts.builtIn },
              { value: OWN, label: texts.ownContainer },
            ]}
          />
        </FormField>
        {own ? (
          <TextField
            label={texts.container}
            value={values.image}
            onChange={(image) => change({ image })}
            errorText={check && !isImage(values.image) ? texts.containerWrong : undefined}
          />
        ) : (
          <ChoiceField
            label={texts.chooseAlgorithm}
            value={values.algorithm}
            choices={xgboostVersions.map(({ tag, repository, engine }) => ({
              value: tag,
              label: texts.xgboost(tag === 'latest' ? engine : `${engine} (${tag})`),
              description: `${repository}:${tag}`,
            }))}
            onChange={(algorithm) => change({ algorithm })}
          />
        )}
        <ChoiceField
          label={texts.inputMode}
          value={values.inputMode}
          choices={['File', 'FastFile'].map((value) => ({ value, label: value }))}
          onChange={(mode) => change({ inputMode: mode === 'FastFile' ? 'FastFile' : 'File' })}
        />
      </SpaceBetween>
    </Container>
  )
}

export function ResourcesSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const whole = (text: string) => (check && !isWhole(text) ? texts.wholeNumber : undefined)
  return (
    <Container header={<Header variant="h2">{texts.resources}</Header>}>
      <SpaceBetween size="l">
        <InstanceTypeField label={fields.instanceType} use="training" value={values.instanceType} onChange={(instanceType) => change({ instanceType })} />
        <TextField label={texts.volume} type="number" value={values.volume} onChange={(volume) => change({ volume })} errorText={whole(values.volume)} />
        <TextField
          label={texts.maxRuntime}
          type="number"
          value={values.maxRuntime}
          onChange={(maxRuntime) => change({ maxRuntime })}
          errorText={whole(values.maxRuntime)}
        />
      </SpaceBetween>
    </Container>
  )
}

const CONTENT_TYPES = ['text/csv', 'text/libsvm', 'application/x-parquet', 'application/x-recordio-protobuf']

export function ChannelsSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const { channels } = values
  const replace = (at: number, part: Partial<ChannelValues>) => change({ channels: channels.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const next = channels.some(({ name }) => name === 'train') ? 'validation' : 'train'
  return (
    <Container
      header={
        <Header variant="h2" description={texts.firstColumn}>
          {texts.inputData}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {channels.map((channel, at) => (
          <Channel
            // The place is the channel's identity: its name changes while it is typed.
            key={String(at)}
            channel={channel}
            check={check}
            onChange={(part) => replace(at, part)}
            onRemove={() => change({ channels: channels.filter((_, index) => index !== at) })}
          />
        ))}
        <Button formAction="none" iconName="add-plus" onClick={() => change({ channels: [...channels, { name: next, contentType: 'text/csv', uri: '' }] })}>
          {texts.addChannel}
        </Button>
      </SpaceBetween>
    </Container>
  )
}

interface ChannelProperties {
  readonly channel: ChannelValues
  readonly check: boolean
  readonly onChange: (part: Partial<ChannelValues>) => void
  readonly onRemove: () => void
}

function Channel({ channel, check, onChange, onRemove }: ChannelProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            <Button formAction="none" onClick={onRemove}>
              {common.remove}
            </Button>
          }
        >
          {texts.channel(channel.name)}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <TextField
          label={texts.channelName}
          value={channel.name}
          onChange={(name) => onChange({ name })}
          errorText={check && !isName(channel.name) ? fields.nameWrong : undefined}
        />
        <ChoiceField
          label={texts.contentType}
          value={channel.contentType}
          choices={CONTENT_TYPES.map((value) => ({ value, label: value }))}
          onChange={(contentType) => onChange({ contentType })}
        />
        <S3UriField
          label={texts.s3Location}
          value={channel.uri}
          onChange={(uri) => onChange({ uri })}
          errorText={check && !isS3Uri(channel.uri) ? fields.s3Wrong : undefined}
          selects="prefix-or-object"
        />
      </SpaceBetween>
    </Container>
  )
}

export function OutputSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  return (
    <Container header={<Header variant="h2">{texts.outputData}</Header>}>
      <S3UriField
        label={texts.outputPath}
        value={values.output}
        onChange={(output) => change({ output })}
        errorText={check && !isS3Uri(values.output) ? fields.s3Wrong : undefined}
        selects="prefix"
      />
    </Container>
  )
}
