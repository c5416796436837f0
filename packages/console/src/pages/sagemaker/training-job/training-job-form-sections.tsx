import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
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
import { isCount, isName, isS3Uri } from '../names.ts'
import { OptionalKeyField } from '../optional-key-field.tsx'
import { RoleField } from '../role/role-field.tsx'
import { xgboostVersions } from '../xgboost-images.ts'
import { trainingJobMessages } from './training-job.messages.ts'
import { type ChannelValues, isImage, newChannel, OWN, type TrainingJobValues, waitRight } from './training-job-values.ts'

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
          choices={['File', 'FastFile', 'Pipe'].map((value) => ({ value, label: value }))}
          onChange={(mode) => change({ inputMode: mode as TrainingJobValues['inputMode'] })}
        />
      </SpaceBetween>
    </Container>
  )
}

export function ResourcesSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const whole = (text: string) => (check && !isCount(text) ? texts.wholeNumber : undefined)
  return (
    <Container header={<Header variant="h2">{texts.resources}</Header>}>
      <SpaceBetween size="l">
        <InstanceTypeField label={fields.instanceType} use="training" value={values.instanceType} onChange={(instanceType) => change({ instanceType })} />
        <TextField
          label={texts.instanceCount}
          constraint={texts.instanceCountHelp}
          type="number"
          value={values.instanceCount}
          onChange={(instanceCount) => change({ instanceCount })}
          errorText={whole(values.instanceCount)}
        />
        <TextField label={texts.volume} type="number" value={values.volume} onChange={(volume) => change({ volume })} errorText={whole(values.volume)} />
        <TextField
          label={texts.maxRuntime}
          type="number"
          value={values.maxRuntime}
          onChange={(maxRuntime) => change({ maxRuntime })}
          errorText={whole(values.maxRuntime)}
        />
        <OptionalKeyField label={texts.volumeKey} value={values.volumeKey} onChange={(volumeKey) => change({ volumeKey })} />
        <Checkbox checked={values.spot} onChange={({ detail }) => change({ spot: detail.checked, maxWait: values.maxRuntime })}>
          {texts.spot}
        </Checkbox>
        {values.spot && (
          <TextField
            label={texts.maxWait}
            type="number"
            value={values.maxWait}
            onChange={(maxWait) => change({ maxWait })}
            errorText={check && !waitRight(values) ? texts.maxWaitWrong : undefined}
          />
        )}
        <Checkbox checked={values.isolated} onChange={({ detail }) => change({ isolated: detail.checked })}>
          {texts.isolation}
        </Checkbox>
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
        <Button formAction="none" iconName="add-plus" onClick={() => change({ channels: [...channels, newChannel(next)] })}>
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
        <ExpandableSection headerText={texts.channelOptions}>
          <ChannelOptions channel={channel} onChange={onChange} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  )
}

function ChannelOptions({ channel, onChange }: Pick<ChannelProperties, 'channel' | 'onChange'>) {
  const texts = useText(trainingJobMessages)
  const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  return (
    <ColumnLayout columns={3}>
      <ChoiceField
        label={texts.dataType}
        value={channel.dataType}
        choices={choices(['S3Prefix', 'ManifestFile'])}
        onChange={(dataType) => onChange({ dataType: dataType as ChannelValues['dataType'] })}
      />
      <ChoiceField
        label={texts.distribution}
        value={channel.distribution}
        choices={choices(['FullyReplicated', 'ShardedByS3Key'])}
        onChange={(distribution) => onChange({ distribution: distribution as ChannelValues['distribution'] })}
      />
      <ChoiceField
        label={texts.compression}
        value={channel.compression}
        choices={choices(['None', 'Gzip'])}
        onChange={(compression) => onChange({ compression: compression as ChannelValues['compression'] })}
      />
    </ColumnLayout>
  )
}

export function OutputSection({ values, change, check }: SectionProperties) {
  const texts = useText(trainingJobMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.outputData}</Header>}>
        <SpaceBetween size="l">
          <S3UriField
            label={texts.outputPath}
            value={values.output}
            onChange={(output) => change({ output })}
            errorText={check && !isS3Uri(values.output) ? fields.s3Wrong : undefined}
            selects="prefix"
          />
          <OptionalKeyField label={texts.outputKey} value={values.outputKey} onChange={(outputKey) => change({ outputKey })} />
        </SpaceBetween>
      </Container>
      <ExpandableSection variant="container" headerText={common.isOptional(texts.checkpoints)}>
        <S3UriField
          label={texts.checkpointPath}
          value={values.checkpoints}
          onChange={(checkpoints) => change({ checkpoints })}
          errorText={check && values.checkpoints !== '' && !isS3Uri(values.checkpoints) ? fields.s3Wrong : undefined}
          selects="prefix"
        />
      </ExpandableSection>
    </SpaceBetween>
  )
}
