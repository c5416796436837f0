import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import FormField from '@cloudscape-design/components/form-field'
import S3ResourceSelector from '@cloudscape-design/components/s3-resource-selector'
import { s3 } from '../aws/s3.ts'
import { s3Href } from '../lib/s3-uri.ts'

export interface S3UriFieldProperties {
  readonly label: string
  readonly value: string
  readonly onChange: (uri: string) => void
  readonly errorText?: string | undefined
  /** What may be chosen when browsing. */
  readonly selects: 'prefix' | 'object' | 'prefix-or-object'
}

/** An S3 location: typed in, or found by browsing. */
export function S3UriField({ label, value, onChange, errorText, selects }: S3UriFieldProperties) {
  return (
    <FormField errorText={errorText} stretch>
      <S3ResourceSelector
        resource={{ uri: value }}
        viewHref={s3Href(value) ?? ''}
        selectableItemsTypes={selects === 'object' ? ['objects'] : ['buckets', 'objects']}
        objectsIsItemDisabled={({ IsFolder }) => (selects === 'prefix' ? !IsFolder : selects === 'object' ? IsFolder === true : false)}
        onChange={({ detail }) => onChange(detail.resource.uri)}
        fetchBuckets={fetchBuckets}
        fetchObjects={fetchObjects}
        fetchVersions={async () => []}
        i18nStrings={{ inContextUriLabel: label, inContextInputPlaceholder: 's3://bucket/prefix' }}
      />
    </FormField>
  )
}

const fetchBuckets = async () =>
  ((await s3().send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name = '', CreationDate }) => ({
    Name,
    CreationDate: CreationDate?.toISOString() ?? '',
  }))

async function fetchObjects(bucket: string, prefix: string) {
  const { CommonPrefixes = [], Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' }))
  return [
    ...CommonPrefixes.map(({ Prefix = '' }) => ({ Key: Prefix.slice(prefix.length), IsFolder: true })),
    ...Contents.filter(({ Key }) => Key !== prefix).map(({ Key = '', Size = 0, LastModified }) => ({
      Key: Key.slice(prefix.length),
      Size,
      LastModified: LastModified?.toISOString() ?? '',
      IsFolder: false,
    })),
  ]
}
