import Link from '@cloudscape-design/components/link'
import { s3Href } from '../lib/s3-uri.ts'

/** An S3 location that leads to its page. */
export function S3Link({ uri }: { readonly uri: string | undefined }) {
  const href = uri === undefined ? undefined : s3Href(uri)
  return href ? <Link href={href}>{uri}</Link> : (uri ?? '-')
}
