import { AddTagsCommand, DeleteTagsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { sagemaker } from '../../aws/sagemaker.ts'
import { shownCall } from '../../code/show-call.ts'
import type { Tag } from '../../components/tags-for-request.ts'
import { TagsSection } from '../../components/tags-section.tsx'

async function save(ResourceArn: string, tags: readonly Tag[], removed: readonly string[]): Promise<void> {
  if (removed.length > 0) await sagemaker().send(new DeleteTagsCommand({ ResourceArn, TagKeys: [...removed] }))
  if (tags.length > 0) await sagemaker().send(new AddTagsCommand({ ResourceArn, Tags: [...tags] }))
}

const codeOf = (ResourceArn: string, tags: readonly Tag[], removed: readonly string[]) => [
  ...(removed.length > 0 ? [shownCall('sagemaker', 'DeleteTags', { ResourceArn, TagKeys: removed })] : []),
  ...(tags.length > 0 || removed.length === 0 ? [shownCall('sagemaker', 'AddTags', { ResourceArn, Tags: tags })] : []),
]

/** The tags of anything in SageMaker, by its ARN. */
export function ResourceTags({ arn }: { readonly arn: string }) {
  return (
    <TagsSection
      queryKey={`tags ${arn}`}
      ask={async () => (await sagemaker().send(new ListTagsCommand({ ResourceArn: arn }))).Tags ?? []}
      save={(tags, removed) => save(arn, tags, removed)}
      saveCode={(tags, removed) => codeOf(arn, tags, removed)}
    />
  )
}
