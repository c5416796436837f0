import type { ProductionVariant } from '@aws-sdk/client-sagemaker'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { endpointConfigMessages } from './endpoint-config.messages.ts'

export function VariantsTable({ variants }: { readonly variants: readonly ProductionVariant[] }) {
  const texts = useText(endpointConfigMessages)
  const fields = useText(fieldMessages)
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${variants.length})`}>
          {texts.variants}
        </Header>
      }
      items={[...variants]}
      columnDefinitions={[
        {
          id: 'model',
          header: texts.model,
          cell: ({ ModelName }) => <Link href={`/sagemaker/models/detail/${ModelName}`}>{ModelName}</Link>,
          isRowHeader: true,
        },
        { id: 'variant', header: texts.variant, cell: ({ VariantName }) => VariantName },
        { id: 'type', header: fields.instanceType, cell: ({ InstanceType }) => InstanceType ?? '-' },
        { id: 'count', header: texts.initialCount, cell: ({ InitialInstanceCount }) => InitialInstanceCount ?? '-' },
        { id: 'weight', header: texts.initialWeight, cell: ({ InitialVariantWeight }) => InitialVariantWeight ?? '-' },
      ]}
    />
  )
}
