import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useQuery } from '../../../aws/use-query.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { listRepositories, repositoryName } from '../code-repository/code-repository-queries.ts'
import { notebookInstanceMessages } from './notebook-instance.messages.ts'

const NONE = ':none'
const ADDRESS = ':address'

export interface RepositoryFieldProperties {
  readonly label: string
  /** A stored repository's name, an address, or nothing. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorText?: string | undefined
}

/** No repository, a stored one, or a public address that only this instance clones. */
export function RepositoryField({ label, value, onChange, errorText }: RepositoryFieldProperties) {
  const texts = useText(notebookInstanceMessages)
  const common = useText(commonMessages)
  const stored = useQuery('code-repositories', listRepositories, { restMs: 0 })
  const [typing, setTyping] = useState(value.includes('/'))
  const options = [
    { value: NONE, label: common.none },
    ...(stored.data ?? []).map((one) => ({ value: repositoryName(one), label: repositoryName(one), description: one.GitConfig?.RepositoryUrl ?? '' })),
    { value: ADDRESS, label: texts.cloneHere },
  ]
  const chosen = typing ? ADDRESS : value || NONE
  return (
    <SpaceBetween size="xs">
      <FormField label={label} errorText={typing ? undefined : errorText}>
        <Select
          selectedOption={options.find((option) => option.value === chosen) ?? { value, label: value }}
          options={options}
          statusType={stored.loading ? 'loading' : 'finished'}
          loadingText={common.loading}
          onChange={({ detail }) => {
            const next = detail.selectedOption.value as string
            setTyping(next === ADDRESS)
            onChange(next === NONE || next === ADDRESS ? '' : next)
          }}
        />
      </FormField>
      {typing && (
        <FormField label={texts.repositoryUrl} errorText={errorText}>
          <Input value={value} onChange={({ detail }) => onChange(detail.value.trim())} placeholder="https://github.com/…" spellcheck={false} />
        </FormField>
      )}
    </SpaceBetween>
  )
}
