import { CreateEndpointCommand, DescribeEndpointConfigCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { ResourceTable } from '../../../components/resource-table.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { configName, listEndpointConfigs } from '../endpoint-config/endpoint-config-queries.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isName } from '../names.ts'
import { endpointMessages } from './endpoint.messages.ts'

interface Values {
  readonly name: string
  readonly config: string
  readonly tags: readonly Tag[]
}

/** `?config=NAME` begins with a configuration; `?update=NAME` gives an endpoint another one. */
export function CreateEndpointPage({ query }: PageProperties) {
  const texts = useText(endpointMessages)
  const common = useText(commonMessages)
  const updating = query.get('update') ?? ''
  const config = query.get('config') ?? ''
  const { values, change, forget } = useDraft<Values>(`endpoint ${updating} ${config}`, { name: updating || config, config, tags: [] })
  const [check, setCheck] = useState(false)
  const both = { EndpointName: values.name, EndpointConfigName: values.config }
  const input = updating ? both : { ...both, Tags: tagsForRequest(values.tags) }
  const submit = async () => {
    await sagemaker().send(updating ? new UpdateEndpointCommand(both) : new CreateEndpointCommand(input))
    forget()
    flash('success', updating ? texts.updated : texts.created)
    navigate(`/sagemaker/endpoints/detail/${values.name}`)
  }
  return (
    <CreateForm
      title={updating ? texts.update : texts.createTitle}
      description={texts.introduction}
      button={updating ? texts.update : texts.create}
      back="/sagemaker/endpoints"
      code={{ service: 'sagemaker', operation: updating ? 'UpdateEndpoint' : 'CreateEndpoint', input }}
      price={<ConfigPrice config={values.config} />}
      valid={isName(values.name) && values.config !== ''}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <NameSection name={values.name} fixed={updating !== ''} onChange={(name) => change({ name })} check={check} />
      {check && values.config === '' && <Alert type="error">{texts.noConfig}</Alert>}
      <ConfigTable chosen={values.config} onChange={(chosen) => change({ config: chosen })} />
      {!updating && (
        <ExpandableSection variant="container" headerText={common.isOptional(common.tags)}>
          <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
        </ExpandableSection>
      )}
    </CreateForm>
  )
}

/** What the instances of the chosen configuration cost as long as the endpoint exists. */
function ConfigPrice({ config }: { readonly config: string }) {
  const prices = useText(priceMessages)
  const { data } = useQuery(`endpoint-config ${config}`, () => sagemaker().send(new DescribeEndpointConfigCommand({ EndpointConfigName: config })), {
    when: config !== '',
    restMs: 0,
  })
  if (!data) return null
  const instances = (data.ProductionVariants ?? []).flatMap(({ InstanceType: type, InitialInstanceCount: count = 1 }) => (type ? [{ type, count }] : []))
  return <InstancesPrice instances={instances} explanation={prices.whileItExists} />
}

interface NameSectionProperties {
  readonly name: string
  readonly fixed: boolean
  readonly onChange: (name: string) => void
  readonly check: boolean
}

function NameSection({ name, fixed, onChange, check }: NameSectionProperties) {
  const texts = useText(endpointMessages)
  const fields = useText(fieldMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      {fixed ? (
        name
      ) : (
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={name}
          onChange={onChange}
          errorText={check && !isName(name) ? fields.nameWrong : undefined}
        />
      )}
    </Container>
  )
}

function ConfigTable({ chosen, onChange }: { readonly chosen: string; readonly onChange: (name: string) => void }) {
  const texts = useText(endpointMessages)
  const common = useText(commonMessages)
  const query = useQuery('endpoint-configs', listEndpointConfigs, { restMs: 0 })
  return (
    <ResourceTable
      variant="container"
      title={texts.attach}
      description={texts.chooseConfig}
      query={query}
      nameOf={configName}
      empty={<SpaceBetween size="s">{texts.noConfig}</SpaceBetween>}
      pageSize={10}
      columns={[
        { id: 'name', header: common.name, cell: configName, sortBy: configName },
        { id: 'created', header: common.creationTime, cell: ({ CreationTime }) => <Time value={CreationTime} />, sortBy: ({ CreationTime }) => CreationTime },
      ]}
      selection={{
        type: 'single',
        selected: (query.data ?? []).filter((one) => configName(one) === chosen),
        onChange: ([one]) => onChange(one ? configName(one) : ''),
      }}
    />
  )
}
