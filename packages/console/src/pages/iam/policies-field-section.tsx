import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Multiselect from '@cloudscape-design/components/multiselect'
import { useQuery } from '../../aws/use-query.ts'
import { commonMessages } from '../../i18n/common.messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { iamMessages } from './iam.messages.ts'
import { listAllPolicies } from './policies-section.tsx'

export interface PoliciesFieldSectionProperties {
  /** ARNs. */
  readonly value: readonly string[]
  readonly onChange: (arns: readonly string[]) => void
}

/** Which managed policies a new user or role begins with. */
export function PoliciesFieldSection({ value, onChange }: PoliciesFieldSectionProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  const policies = useQuery('all policies', listAllPolicies, { restMs: 0 })
  const options = (policies.data ?? []).map(({ Arn = '', PolicyName = '' }) => ({ value: Arn, label: PolicyName, description: Arn }))
  return (
    <Container header={<Header variant="h2">{texts.choosePolicies}</Header>}>
      <FormField label={common.isOptional(texts.permissionsPolicies)}>
        <Multiselect
          options={options}
          selectedOptions={options.filter((option) => value.includes(option.value))}
          filteringType="auto"
          virtualScroll
          statusType={policies.loading ? 'loading' : 'finished'}
          loadingText={common.loading}
          onChange={({ detail }) => onChange(detail.selectedOptions.map((option) => option.value ?? ''))}
        />
      </FormField>
    </Container>
  )
}
