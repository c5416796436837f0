import { CreateModelCommand, DescribeTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker'
import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { CreateForm } from '../../../components/create-form.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { S3UriField } from '../../../components/s3-uri-field.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isName, isRoleArn, isS3Uri } from '../names.ts'
import { RoleField } from '../role/role-field.tsx'
import { modelMessages } from './model.messages.ts'

interface Values {
  readonly name: string
  readonly role: string
  readonly image: string
  readonly artifact: string
  readonly environment: readonly Tag[]
  readonly tags: readonly Tag[]
}

const EMPTY: Values = { name: '', role: '', image: '', artifact: '', environment: [], tags: [] }

const requestOf = ({ name, role, image, artifact, environment, tags }: Values) => {
  const variables = tagsForRequest(environment)
  return {
    ModelName: name,
    ExecutionRoleArn: role,
    PrimaryContainer: {
      Image: image,
      ...(artifact && { ModelDataUrl: artifact }),
      ...(variables && { Environment: Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value])) }),
    },
    Tags: tagsForRequest(tags),
  }
}

async function valuesFromJob(TrainingJobName: string): Promise<Values> {
  const job = await sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName }))
  return {
    ...EMPTY,
    name: TrainingJobName,
    role: job.RoleArn ?? '',
    image: job.AlgorithmSpecification?.TrainingImage ?? '',
    artifact: job.ModelArtifacts?.S3ModelArtifacts ?? '',
  }
}

/** `?job=NAME` begins with what a training job made. */
export function CreateModelPage({ query }: PageProperties) {
  const job = query.get('job') ?? ''
  const from = useQuery(`model from ${job}`, () => valuesFromJob(job), { when: job !== '', restMs: 0 })
  if (job === '') return <CreateModel draft="model" initial={EMPTY} />
  if (from.error !== undefined) return <ErrorAlert error={from.error} onRetry={from.reload} />
  return from.data ? <CreateModel draft={`model ${job}`} initial={from.data} /> : <Spinner />
}

function CreateModel({ draft, initial }: { readonly draft: string; readonly initial: Values }) {
  const texts = useText(modelMessages)
  const common = useText(commonMessages)
  const { values, change, forget } = useDraft<Values>(draft, initial)
  const [check, setCheck] = useState(false)
  const input = requestOf(values)
  const submit = async () => {
    await sagemaker().send(new CreateModelCommand(input))
    forget()
    flash('success', texts.created)
    navigate(`/sagemaker/models/detail/${values.name}`)
  }
  const valid = isName(values.name) && isRoleArn(values.role) && values.image !== '' && (values.artifact === '' || isS3Uri(values.artifact))
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back="/sagemaker/models"
      code={{ service: 'sagemaker', operation: 'CreateModel', input, sdkV2: asSdkV2(values) }}
      price={<PriceNote prices={[]} />}
      valid={valid}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection values={values} change={change} check={check} />
      <ContainerSection values={values} change={change} check={check} />
      <ExpandableSection variant="container" headerText={common.isOptional(common.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}

const asSdkV2 = ({ name, role, image, artifact }: Values): string => `from sagemaker.model import Model

model = Model(
    name=${JSON.stringify(name)},
    image_uri=${JSON.stringify(image)},
    model_data=${artifact ? JSON.stringify(artifact) : 'None'},
    role=${JSON.stringify(role)},
)
model.create()`

interface SectionProperties {
  readonly values: Values
  readonly change: (change: Partial<Values>) => void
  readonly check: boolean
}

function SettingsSection({ values, change, check }: SectionProperties) {
  const texts = useText(modelMessages)
  const fields = useText(fieldMessages)
  const jobs = useQuery(
    'completed training jobs',
    async () => (await sagemaker().send(new ListTrainingJobsCommand({ StatusEquals: 'Completed', MaxResults: 100 }))).TrainingJobSummaries ?? [],
    { restMs: 0 },
  )
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        <ChoiceField
          label={texts.fromJob}
          description={texts.fromJobHelp}
          value=""
          placeholder="-"
          filter
          loading={jobs.loading}
          choices={(jobs.data ?? []).map(({ TrainingJobName = '' }) => ({ value: TrainingJobName, label: TrainingJobName }))}
          onChange={(job) => void valuesFromJob(job).then(change, (error: unknown) => flash('error', job, error))}
        />
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

function ContainerSection({ values, change, check }: SectionProperties) {
  const texts = useText(modelMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const { environment } = values
  const replace = (at: number, part: Partial<Tag>) => change({ environment: environment.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  return (
    <Container header={<Header variant="h2">{texts.container}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.image}
          description={texts.ecr}
          value={values.image}
          onChange={(image) => change({ image })}
          errorText={check && values.image === '' ? common.required : undefined}
        />
        <S3UriField
          label={common.isOptional(texts.artifact)}
          value={values.artifact}
          onChange={(artifact) => change({ artifact })}
          selects="object"
          errorText={check && values.artifact !== '' && !isS3Uri(values.artifact) ? fields.s3Wrong : undefined}
        />
        <AttributeEditor<Tag>
          items={environment}
          addButtonText={texts.addVariable}
          removeButtonText={common.remove}
          empty={common.none}
          onAddButtonClick={() => change({ environment: [...environment, { Key: '', Value: '' }] })}
          onRemoveButtonClick={({ detail }) => change({ environment: environment.filter((_, index) => index !== detail.itemIndex) })}
          definition={[
            { label: common.key, control: ({ Key }, at) => <Input value={Key} onChange={({ detail }) => replace(at, { Key: detail.value })} /> },
            { label: common.value, control: ({ Value }, at) => <Input value={Value} onChange={({ detail }) => replace(at, { Value: detail.value })} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  )
}
