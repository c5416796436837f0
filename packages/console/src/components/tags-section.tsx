import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useState } from 'react'
import { useQuery } from '../aws/use-query.ts'
import type { ShownCall } from '../code/show-call.ts'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { Confirm } from './confirm.tsx'
import { TagsField } from './tags-field.tsx'
import { type Tag, tagsForRequest } from './tags-for-request.ts'

interface GivenTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface TagsSectionProperties {
  readonly queryKey: string
  readonly ask: () => Promise<readonly GivenTag[]>
  /** Makes the resource's tags these, and no others. */
  readonly save: (tags: readonly Tag[], removed: readonly string[]) => Promise<unknown>
  /** The same as code. */
  readonly saveCode: (tags: readonly Tag[], removed: readonly string[]) => readonly ShownCall[]
}

/** A resource's tags at the end of its page. */
export function TagsSection({ queryKey, ask, save, saveCode }: TagsSectionProperties) {
  const common = useText(commonMessages)
  const { data, reload } = useQuery(queryKey, ask, { restMs: 0 })
  const [editing, setEditing] = useState(false)
  if (!data) return null
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${data.length})`} actions={<Button onClick={() => setEditing(true)}>{common.editTags}</Button>}>
          {common.tags}
        </Header>
      }
    >
      {data.length === 0 ? common.noTags : <KeyValuePairs columns={3} items={data.map(({ Key, Value }) => ({ label: Key, value: Value || '-' }))} />}
      {editing && (
        <TagsDialog
          before={data.map(({ Key = '', Value = '' }) => ({ Key, Value }))}
          save={save}
          saveCode={saveCode}
          onSaved={reload}
          onClose={() => setEditing(false)}
        />
      )}
    </Container>
  )
}

interface TagsDialogProperties extends Pick<TagsSectionProperties, 'save' | 'saveCode'> {
  readonly before: readonly Tag[]
  readonly onSaved: () => void
  readonly onClose: () => void
}

function TagsDialog({ before, save, saveCode, onSaved, onClose }: TagsDialogProperties) {
  const common = useText(commonMessages)
  const [tags, setTags] = useState(before)
  const wanted = tagsForRequest(tags) ?? []
  const removed = before.map(({ Key }) => Key).filter((key) => !wanted.some(({ Key }) => Key === key))
  return (
    <Confirm
      title={common.editTags}
      button={common.save}
      code={saveCode(wanted, removed)}
      onConfirm={() => save(wanted, removed).then(onSaved)}
      onClose={onClose}
    >
      <TagsField tags={tags} onChange={setTags} />
    </Confirm>
  )
}
