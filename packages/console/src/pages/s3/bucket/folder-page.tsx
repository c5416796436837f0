import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import Tabs from '@cloudscape-design/components/tabs'
import type { PageProperties } from '../../../app/area.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { bucketMessages } from './bucket.messages.ts'
import { BucketPermissions } from './bucket-permissions.tsx'
import { BucketProperties } from './bucket-properties.tsx'
import { ObjectsTable } from './objects-table.tsx'

/** A bucket (with tabs), or a folder in it. */
export function FolderPage({ parameters: { bucket = '', rest: prefix = '' } }: PageProperties) {
  const texts = useText(bucketMessages)
  const objects = <ObjectsTable key={`${bucket}/${prefix}`} bucket={bucket} prefix={prefix} />
  const name = prefix === '' ? bucket : `${prefix.split('/').at(-2)}/`
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={<Copyable text={`s3://${bucket}/${prefix}`} />}>
          {name}
        </Header>
      }
    >
      {prefix === '' ? (
        <Tabs
          tabs={[
            { id: 'objects', label: texts.objects, content: objects },
            { id: 'properties', label: texts.properties, content: <BucketProperties bucket={bucket} /> },
            { id: 'permissions', label: texts.permissions, content: <BucketPermissions bucket={bucket} /> },
          ]}
        />
      ) : (
        objects
      )}
    </ContentLayout>
  )
}
