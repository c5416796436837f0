/** What a training job leaves: from its /opt/ml to S3, with the role's rights. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActingAs } from '../operation.ts'
import { parseS3Uri } from '../services/sagemaker/s3-uri.ts'
import { modelUri, outputUri, type TrainingJob } from '../services/sagemaker/training-job/training-job.ts'
import { openRegular, packDirectory, regularFiles } from './archive.ts'
import { optMl } from './opt-ml.ts'
import { describeError } from './stage-inputs.ts'

/**
 * The model as model.tar.gz, or file by file when the request says CompressionType NONE; /opt/ml/output/data as output.tar.gz when there is anything in it.
 * Doing it again writes the same bytes to the same keys. Rejects with the text of a FailureReason.
 */
export async function uploadOutputs(role: ActingAs, job: TrainingJob, root: string, scratch: string, signal: AbortSignal): Promise<void> {
  const paths = optMl(root)
  const key = encryptionOf(job)
  try {
    if (job.request.OutputDataConfig?.CompressionType === 'NONE') {
      for (const { path } of await regularFiles(paths.model)) {
        signal.throwIfAborted()
        await putFile(role, join(paths.model, path), `${modelUri(job)}${path}`, key)
      }
    } else {
      await putArchive(role, paths.model, join(scratch, 'model.tar.gz'), modelUri(job), key)
    }
    signal.throwIfAborted()
    if ((await regularFiles(paths.outputData)).length > 0) {
      await putArchive(role, paths.outputData, join(scratch, 'output.tar.gz'), `${outputUri(job)}/output.tar.gz`, key)
    }
  } catch (error) {
    throw new Error(`ClientError: Artifact upload failed: ${describeError(error)}`)
  }
}

function encryptionOf({ request }: TrainingJob): Record<string, string> {
  const key = request.OutputDataConfig?.KmsKeyId
  return key ? { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key } : {}
}

async function putArchive(role: ActingAs, directory: string, file: string, uri: string, encryption: Record<string, string>): Promise<void> {
  await packDirectory(directory, file)
  await putFile(role, file, uri, encryption)
}

async function putFile(role: ActingAs, file: string, uri: string, encryption: Record<string, string>): Promise<void> {
  const location = parseS3Uri(uri)
  if (!location) throw new Error(`"${uri}" is no S3 URL`)
  const { size } = await stat(file)
  const handle = await openRegular(file)
  const body = handle.createReadStream()
  try {
    await role.call('s3', 'PutObject', { Bucket: location.bucket, Key: location.key, Body: body, ContentLength: size, ...encryption })
  } finally {
    body.destroy()
  }
}
