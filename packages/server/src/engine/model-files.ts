/** A model's artifact: from S3, with the model's role's rights, to files under /opt/ml/model. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ActingAs } from '../operation.ts'
import type { Container } from '../services/sagemaker/endpoint/endpoint.ts'
import { parseS3Uri } from '../services/sagemaker/s3-uri.ts'
import { ArchiveError, unpackArchive } from './archive.ts'
import { stageChannel } from './stage-inputs.ts'

/** Fills `<root>/model`, anew. Rejects with the text of a FailureReason. */
export async function fetchModel(role: ActingAs | undefined, container: Container, root: string, signal: AbortSignal): Promise<void> {
  await rm(root, { recursive: true, force: true })
  await mkdir(join(root, 'model'), { recursive: true })
  if (container.multiModel) return
  const source = container.modelDataSource?.S3DataSource
  const url = container.modelDataUrl ?? source?.S3Uri
  if (url === undefined || role === undefined) return
  if (source?.CompressionType === 'None') {
    const dataSource = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: url } } as const
    await stageChannel(role, { ChannelName: 'model', DataSource: dataSource }, root, signal).catch(() => {
      throw new Error(notDownloaded(url))
    })
    return
  }
  const location = parseS3Uri(url)
  const found = await (location ? role.call<{ Body: Readable }>('s3', 'GetObject', { Bucket: location.bucket, Key: location.key }) : Promise.reject()).catch(
    () => {
      throw new Error(notDownloaded(url))
    },
  )
  await unpackArchive(found.Body, join(root, 'model'), signal).catch((error: Error) => {
    throw error instanceof ArchiveError ? new Error(`${notExtracted(url)} (${error.message})`) : error
  })
}

const notDownloaded = (url: string): string =>
  `Failed to download model data for the model container from URL: "${url}". Please ensure that there is an object located at the URL and that the role passed to CreateModel has permissions to download the object.`

const notExtracted = (url: string): string =>
  `Failed to extract model data archive for the model container from URL "${url}". Please ensure that the object located at the URL is a valid tar.gz archive.`
