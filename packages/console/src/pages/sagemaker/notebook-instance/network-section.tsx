import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcsCommand, type Tag } from '@aws-sdk/client-ec2'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Multiselect from '@cloudscape-design/components/multiselect'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ec2 } from '../../../aws/ec2.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { type Choice, ChoiceField } from '../../../components/choice-field.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { NotebookSectionProperties } from './notebook-form-sections.tsx'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'

const named = (id: string, tags: readonly Tag[] | undefined): string => {
  const name = tags?.find(({ Key }) => Key === 'Name')?.Value
  return name ? `${id} (${name})` : id
}

async function readNetworks() {
  const [vpcs, subnets, groups] = await Promise.all([
    ec2().send(new DescribeVpcsCommand({})),
    ec2().send(new DescribeSubnetsCommand({})),
    ec2().send(new DescribeSecurityGroupsCommand({})),
  ])
  return { vpcs: vpcs.Vpcs ?? [], subnets: subnets.Subnets ?? [], groups: groups.SecurityGroups ?? [] }
}

/** "Network - optional": a VPC's subnet and security groups, and whether the internet is reached directly. */
export function NetworkSection({ values, change, check }: NotebookSectionProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const networks = useQuery('networks', readNetworks, { restMs: 0 })
  const { vpcs = [], subnets = [], groups = [] } = networks.data ?? {}
  const missing = (right: boolean) => (check && values.vpc !== '' && !right ? common.required : undefined)
  const subnetChoices: Choice[] = subnets
    .filter(({ VpcId }) => VpcId === values.vpc)
    .map(({ SubnetId = '', CidrBlock, AvailabilityZone, Tags }) => ({
      value: SubnetId,
      label: named(SubnetId, Tags),
      description: [CidrBlock, AvailabilityZone].filter(Boolean).join(', '),
    }))
  const groupOptions = groups
    .filter(({ VpcId }) => VpcId === values.vpc)
    .map(({ GroupId = '', GroupName }) => ({ value: GroupId, label: GroupId, description: GroupName ?? '' }))
  return (
    <ExpandableSection variant="container" headerText={common.isOptional(texts.network)}>
      <SpaceBetween size="l">
        <ErrorAlert error={networks.error} onRetry={networks.reload} />
        <ChoiceField
          label={common.isOptional('VPC')}
          value={values.vpc}
          loading={networks.loading}
          none={texts.noVpc}
          choices={vpcs.map(({ VpcId = '', CidrBlock, Tags }) => ({ value: VpcId, label: named(VpcId, Tags), description: CidrBlock ?? '' }))}
          onChange={(vpc) => change({ vpc, subnet: '', securityGroups: [], internet: 'Enabled' })}
        />
        {values.vpc !== '' && (
          <>
            <ChoiceField
              label={texts.subnet}
              value={values.subnet}
              choices={subnetChoices}
              onChange={(subnet) => change({ subnet })}
              errorText={missing(values.subnet !== '')}
            />
            <FormField label={texts.securityGroups} errorText={missing(values.securityGroups.length > 0)}>
              <Multiselect
                options={groupOptions}
                selectedOptions={groupOptions.filter(({ value }) => values.securityGroups.includes(value))}
                empty={common.nothingFound}
                onChange={({ detail }) => change({ securityGroups: detail.selectedOptions.map(({ value = '' }) => value) })}
              />
            </FormField>
            <FormField label={texts.directInternet}>
              <RadioGroup
                value={values.internet}
                onChange={({ detail }) => change({ internet: detail.value === 'Disabled' ? 'Disabled' : 'Enabled' })}
                items={[
                  { value: 'Enabled', label: texts.internetEnabled },
                  { value: 'Disabled', label: texts.internetDisabled },
                ]}
              />
            </FormField>
          </>
        )}
      </SpaceBetween>
    </ExpandableSection>
  )
}
