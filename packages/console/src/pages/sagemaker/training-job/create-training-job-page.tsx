import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import Spinner from '@cloudscape-design/components/spinner'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { flash } from '../../../app/flash.ts'
import { preferences } from '../../../app/preferences.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { InstancesPrice } from '../../../components/price-note.tsx'
import { TagsField } from '../../../components/tags-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useStore } from '../../../lib/store.ts'
import { priceMessages } from '../../../prices/price.messages.ts'
import { isXgboostTag } from '../xgboost-images.ts'
import { FreeHyperparameters, HyperparameterFields } from './hyperparameter-fields.tsx'
import { trainingJobMessages } from './training-job.messages.ts'
import { AlgorithmSection, ChannelsSection, JobSection, OutputSection, ResourcesSection } from './training-job-form-sections.tsx'
import { asSdkV2, initialValues, isValid, requestOf, type TrainingJobValues, valuesOfJob } from './training-job-values.ts'

const BACK = '/sagemaker/training-jobs'

/** `?clone=NAME` begins with the settings of another job. */
export function CreateTrainingJobPage({ query }: PageProperties) {
  const from = query.get('clone') ?? ''
  const original = useQuery(`clone ${from}`, async () => valuesOfJob(await sagemaker().send(new DescribeTrainingJobCommand({ TrainingJobName: from }))), {
    when: from !== '',
    restMs: 0,
  })
  if (from === '') return <CreateTrainingJob draft="training-job" initial={initialValues()} />
  if (original.error !== undefined) return <ErrorAlert error={original.error} onRetry={original.reload} />
  return original.data ? <CreateTrainingJob draft={`training-job clone ${from}`} initial={original.data} /> : <Spinner />
}

function CreateTrainingJob({ draft, initial }: { readonly draft: string; readonly initial: TrainingJobValues }) {
  const texts = useText(trainingJobMessages)
  const common = useText(commonMessages)
  const prices = useText(priceMessages)
  const { region } = useStore(preferences)
  const { values, change, forget } = useDraft<TrainingJobValues>(draft, initial)
  const [check, setCheck] = useState(false)
  const input = requestOf(values, region)
  const submit = async () => {
    await sagemaker().send(new CreateTrainingJobCommand(input))
    forget()
    flash('success', texts.created)
    navigate(`${BACK}/detail/${values.name}`)
  }
  const section = { values, change, check }
  return (
    <CreateForm
      title={texts.create}
      description={texts.introduction}
      button={texts.create}
      back={BACK}
      code={{ service: 'sagemaker', operation: 'CreateTrainingJob', input: { ...input }, sdkV2: asSdkV2(values, region) }}
      price={<InstancesPrice instances={[{ type: values.instanceType, count: Number(values.instanceCount) || 1 }]} explanation={prices.jobSeconds} />}
      valid={isValid(values)}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <JobSection {...section} />
      <AlgorithmSection {...section} />
      <ResourcesSection {...section} />
      <Container
        header={
          <Header variant="h2" description={texts.hyperparametersHelp}>
            {texts.hyperparameters}
          </Header>
        }
      >
        {isXgboostTag(values.algorithm) ? (
          <HyperparameterFields tag={values.algorithm} values={values.hyperparameters} onChange={(hyperparameters) => change({ hyperparameters })} />
        ) : (
          <FreeHyperparameters values={values.hyperparameters} onChange={(hyperparameters) => change({ hyperparameters })} />
        )}
      </Container>
      <ChannelsSection {...section} />
      <OutputSection {...section} />
      <ExpandableSection variant="container" headerText={common.isOptional(common.tags)}>
        <TagsField tags={values.tags} onChange={(tags) => change({ tags })} />
      </ExpandableSection>
    </CreateForm>
  )
}
