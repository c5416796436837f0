import { type Crumb, defineArea } from '../../app/area.ts'
import { folderHref, objectHref } from '../../lib/s3-uri.ts'
import { s3Messages } from './s3.messages.ts'

type Texts = (typeof s3Messages)['en']

const bucketsCrumb = (texts: Texts): Crumb => ({ text: texts.buckets, href: '/s3/buckets' })

/** Bucket, then each folder on the way. */
function folderCrumbs(texts: Texts, bucket: string, prefix: string): Crumb[] {
  const parts = prefix.split('/').filter(Boolean)
  return [
    bucketsCrumb(texts),
    { text: bucket, href: folderHref(bucket, '') },
    ...parts.map((text, at) => ({ text, href: folderHref(bucket, `${parts.slice(0, at + 1).join('/')}/`) })),
  ]
}

export const s3 = defineArea({
  id: 's3',
  home: '/s3/buckets',
  texts: s3Messages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: ['storage', 'ストレージ', 'bucket', 'バケット'],
  navigation: (texts) => [{ links: [bucketsCrumb(texts)] }],
  routes: [
    { path: '/s3/buckets', load: async () => (await import('./bucket/buckets-page.tsx')).BucketsPage, crumbs: (texts) => [bucketsCrumb(texts)] },
    {
      path: '/s3/buckets/create',
      load: async () => (await import('./bucket/create-bucket-page.tsx')).CreateBucketPage,
      crumbs: (texts) => [bucketsCrumb(texts), { text: texts.createBucket, href: '/s3/buckets/create' }],
    },
    {
      path: '/s3/folders/:bucket/*',
      load: async () => (await import('./bucket/folder-page.tsx')).FolderPage,
      crumbs: (texts, { bucket = '', rest = '' }) => folderCrumbs(texts, bucket, rest),
    },
    {
      path: '/s3/objects/:bucket/*',
      load: async () => (await import('./object/object-page.tsx')).ObjectPage,
      crumbs: (texts, { bucket = '', rest = '' }) => {
        const cut = rest.lastIndexOf('/') + 1
        return [...folderCrumbs(texts, bucket, rest.slice(0, cut)), { text: rest.slice(cut), href: objectHref(bucket, rest) }]
      },
    },
    {
      path: '/s3/upload/:bucket/*',
      load: async () => (await import('./upload/upload-page.tsx')).UploadPage,
      crumbs: (texts, { bucket = '', rest = '' }) => [...folderCrumbs(texts, bucket, rest), { text: texts.upload, href: location.pathname }],
    },
  ],
})
