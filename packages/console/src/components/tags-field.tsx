import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Input from '@cloudscape-design/components/input'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import type { Tag } from './tags-for-request.ts'

const MOST = 50

export function TagsField({ tags, onChange }: { readonly tags: readonly Tag[]; readonly onChange: (tags: Tag[]) => void }) {
  const common = useText(commonMessages)
  const replace = (at: number, change: Partial<Tag>) => onChange(tags.map((tag, index) => (index === at ? { ...tag, ...change } : tag)))
  return (
    <AttributeEditor<Tag>
      items={tags}
      addButtonText={common.addTag}
      removeButtonText={common.remove}
      empty={common.noTags}
      additionalInfo={common.tagLimit(MOST)}
      disableAddButton={tags.length >= MOST}
      onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, index) => index !== detail.itemIndex))}
      definition={[
        { label: common.key, control: (tag, at) => <Input value={tag.Key} onChange={({ detail }) => replace(at, { Key: detail.value })} /> },
        { label: common.value, control: (tag, at) => <Input value={tag.Value} onChange={({ detail }) => replace(at, { Value: detail.value })} /> },
      ]}
    />
  )
}
