import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useQuery } from '../../../aws/use-query.ts'
import { ChoiceField } from '../../../components/choice-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { InstanceTypeField } from '../instance-type-field.tsx'
import { lifecycleConfigName, listLifecycleConfigs } from '../lifecycle-config/lifecycle-config-queries.ts'
import { isName } from '../names.ts'
import { OptionalKeyField } from '../optional-key-field.tsx'
import { RoleField } from '../role/role-field.tsx'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'
import { isRepository, isVolume, MOST_ADDITIONAL, type NotebookValues } from './notebook-values.ts'
import { RepositoryField } from './repository-field.tsx'

export interface NotebookSectionProperties {
  readonly values: NotebookValues
  readonly change: (change: Partial<NotebookValues>) => void
  /** Show what is wrong. */
  readonly check: boolean
  /** An instance that is there keeps its name and its key. */
  readonly editing?: boolean
}

/** Source: SageMaker's developer guide, "Amazon Linux 2 / 2023 vs. notebook instances". */
const PLATFORMS = [
  { value: 'notebook-al2023-v1', label: 'Amazon Linux 2023, JupyterLab 4 (notebook-al2023-v1)' },
  { value: 'notebook-al2-v3', label: 'Amazon Linux 2, JupyterLab 4 (notebook-al2-v3)' },
  { value: 'notebook-al2-v2', label: 'Amazon Linux 2, JupyterLab 3 (notebook-al2-v2)' },
  { value: 'notebook-al2-v1', label: 'Amazon Linux 2, JupyterLab 1 (notebook-al2-v1)' },
  { value: 'notebook-al1-v1', label: 'Amazon Linux, JupyterLab 1 (notebook-al1-v1)' },
]

export function SettingsSection({ values, change, check, editing }: NotebookSectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const fields = useText(fieldMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        {editing ? (
          <FormField label={texts.name}>{values.name}</FormField>
        ) : (
          <TextField
            label={texts.name}
            constraint={fields.nameHelp(63)}
            value={values.name}
            onChange={(name) => change({ name })}
            errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
          />
        )}
        <InstanceTypeField label={texts.instanceType} use="notebook" value={values.type} onChange={(type) => change({ type })} />
        <ChoiceField label={texts.platform} value={values.platform} choices={PLATFORMS} onChange={(platform) => change({ platform })} />
        <ExpandableSection headerText={texts.additional} defaultExpanded={editing ?? false}>
          <AdditionalFields values={values} change={change} check={check} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  )
}

function AdditionalFields({ values, change, check }: NotebookSectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const lifecycles = useQuery('lifecycle-configs', listLifecycleConfigs, { restMs: 0 })
  return (
    <SpaceBetween size="l">
      <ChoiceField
        label={common.isOptional(texts.lifecycle)}
        description={<Link href="/sagemaker/lifecycle-configs/create">{texts.newLifecycle}</Link>}
        value={values.lifecycle}
        loading={lifecycles.loading}
        none={texts.noLifecycle}
        choices={(lifecycles.data ?? []).map((one) => ({ value: lifecycleConfigName(one), label: lifecycleConfigName(one) }))}
        onChange={(lifecycle) => change({ lifecycle })}
      />
      <TextField
        label={common.isOptional(texts.volume)}
        constraint={texts.volumeHelp}
        type="number"
        value={values.volume}
        onChange={(volume) => change({ volume })}
        errorText={check && !isVolume(values.volume) ? texts.volumeHelp : undefined}
      />
      <ChoiceField
        label={texts.imds}
        value={values.imds}
        choices={['2', '1'].map((value) => ({ value, label: value }))}
        onChange={(imds) => change({ imds })}
      />
    </SpaceBetween>
  )
}

export function PermissionsSection({ values, change, check, editing }: NotebookSectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.permissions}</Header>}>
      <SpaceBetween size="l">
        <RoleField value={values.role} onChange={(role) => change({ role })} check={check} />
        <FormField label={common.isOptional(texts.rootAccess)} constraintText={texts.rootHelp}>
          <RadioGroup
            value={values.root}
            onChange={({ detail }) => change({ root: detail.value === 'Disabled' ? 'Disabled' : 'Enabled' })}
            items={[
              { value: 'Enabled', label: texts.rootEnabled },
              { value: 'Disabled', label: texts.rootDisabled },
            ]}
          />
        </FormField>
        {!editing && <OptionalKeyField label={texts.encryptionKey} value={values.kmsKey} onChange={(kmsKey) => change({ kmsKey })} />}
      </SpaceBetween>
    </Container>
  )
}

export function GitSection({ values, change, check }: NotebookSectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const { repositories } = values
  const replace = (at: number, value: string) => change({ repositories: repositories.map((one, index) => (index === at ? value : one)) })
  return (
    <ExpandableSection variant="container" headerText={common.isOptional(texts.git)} defaultExpanded={repositories.some(Boolean)}>
      <SpaceBetween size="l">
        {repositories.map((repository, at) => (
          <RepositoryField
            // The place is the repository's identity: default, first, second, third.
            key={String(at)}
            label={at === 0 ? texts.defaultRepository : texts.additionalRepository(at)}
            value={repository}
            onChange={(value) => replace(at, value)}
            errorText={check && !isRepository(repository) ? texts.repositoryWrong : undefined}
          />
        ))}
        <Button
          formAction="none"
          iconName="add-plus"
          disabled={repositories.length > MOST_ADDITIONAL}
          onClick={() => change({ repositories: [...repositories, ''] })}
        >
          {texts.addRepository}
        </Button>
      </SpaceBetween>
    </ExpandableSection>
  )
}
