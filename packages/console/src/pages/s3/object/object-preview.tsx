import { GetObjectCommand } from '@aws-sdk/client-s3'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Table from '@cloudscape-design/components/table'
import Tabs from '@cloudscape-design/components/tabs'
import { useMemo } from 'react'
import { s3 } from '../../../aws/s3.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { TextBlock } from '../../../components/text-block.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { dataUrl } from '../../../lib/data-url.ts'
import { formatBytes } from '../../../lib/format.ts'
import { indented } from '../../../lib/indented.ts'
import { objectMessages } from './object.messages.ts'
import { parseCsv } from './parse-csv.ts'
import { previewKind } from './preview-kind.ts'

export interface ObjectPreviewProperties {
  readonly bucket: string
  readonly objectKey: string
  readonly size: number
  readonly contentType: string
}

const TEXT_BYTES = 64 * 1024
const IMAGE_BYTES = 5 * 1024 * 1024
const CSV_ROWS = 50

/** What is in the object, as text (never as a page) or as an image. */
export function ObjectPreview({ bucket, objectKey, size, contentType }: ObjectPreviewProperties) {
  const texts = useText(objectMessages)
  const kind = previewKind(objectKey, contentType)
  const fits = kind !== 'none' && size > 0 && (kind !== 'image' || size <= IMAGE_BYTES)
  const { data, error, reload } = useQuery(
    `preview ${bucket}/${objectKey}`,
    () => readBytes(bucket, objectKey, kind === 'image' ? undefined : Math.min(size, TEXT_BYTES)),
    {
      restMs: 0,
      when: fits,
    },
  )
  const cut = kind !== 'image' && size > TEXT_BYTES
  return (
    <Container
      header={
        <Header variant="h2" {...(fits && cut && { description: texts.previewCut(formatBytes(TEXT_BYTES), formatBytes(size)) })}>
          {texts.preview}
        </Header>
      }
    >
      {!fits && <Box color="text-body-secondary">{texts.noPreview}</Box>}
      <ErrorAlert error={error} onRetry={reload} />
      {fits && !data && error === undefined && <Spinner />}
      {data && (kind === 'image' ? <ImagePreview bytes={data} contentType={contentType} /> : <TextPreview bytes={data} kind={kind} cut={cut} />)}
    </Container>
  )
}

async function readBytes(Bucket: string, Key: string, most: number | undefined): Promise<Uint8Array> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket, Key, ...(most !== undefined && { Range: `bytes=0-${most - 1}` }) }))
  return (await Body?.transformToByteArray()) ?? new Uint8Array()
}

/** By type and not by name: what AWS would send with it. */
const imageType = (contentType: string): string => contentType.split(';')[0]?.trim() ?? ''

function ImagePreview({ bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string }) {
  const url = useMemo(() => dataUrl(bytes, imageType(contentType)), [bytes, contentType])
  return <img className="kenja-preview" src={url} alt="" />
}

function TextPreview({ bytes, kind, cut }: { readonly bytes: Uint8Array; readonly kind: 'csv' | 'json' | 'text' | 'none'; readonly cut: boolean }) {
  const texts = useText(objectMessages)
  const text = new TextDecoder().decode(bytes)
  if (kind === 'json' && !cut) return <TextBlock text={indented(text)} />
  if (kind !== 'csv') return <TextBlock text={text} />
  return (
    <Tabs
      tabs={[
        { id: 'table', label: texts.table, content: <CsvTable rows={parseCsv(text, CSV_ROWS)} /> },
        { id: 'text', label: texts.text, content: <TextBlock text={text} /> },
      ]}
    />
  )
}

interface Row {
  readonly at: number
  readonly cells: readonly string[]
}

/** Columns have numbers: whether the first line is a header, only a person knows. */
function CsvTable({ rows }: { readonly rows: readonly (readonly string[])[] }) {
  const columns = Math.max(0, ...rows.map(({ length }) => length))
  return (
    <SpaceBetween size="xs">
      <Table
        variant="embedded"
        items={rows.map((cells, at): Row => ({ at, cells }))}
        trackBy={({ at }) => String(at)}
        columnDefinitions={Array.from({ length: columns }, (_, at) => ({ id: String(at), header: String(at + 1), cell: ({ cells }: Row) => cells[at] ?? '' }))}
      />
    </SpaceBetween>
  )
}
