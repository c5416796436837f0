/** What a training job leaves: from its /opt/ml to S3, with the role's rights. */
import { join } from 'node:path'
import type { ActingAs } from '../operation.ts'
import { modelUri, outputUri, type TrainingJob } from '../services/sagemaker/training-job/training-job.ts'
import { packDirectory, regularFiles } from './archive.ts'
import { optMl } from './opt-ml.ts'
import { putFile } from './put-file.ts'
import { describeError } from './stage-inputs.ts'

/**
 * The model as model.tar.gz, or file by file when the request says CompressionType NONE; /opt/ml/output/data as output.tar.gz when there is anything in it.
 * Doing it again writes the same bytes to the same keys. Rejects with the text of a FailureReason.
 */
export async function uploadOutputs(role: ActingAs, job: TrainingJob, root: string, scratch: string, signal: AbortSignal): Promise<void> {
  const paths = optMl(root)
  const key = job.request.OutputDataConfig?.KmsKeyId
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

async function putArchive(role: ActingAs, directory: string, file: string, uri: string, keyId: string | undefined): Promise<void> {
  await packDirectory(directory, file)
  await putFile(role, file, uri, keyId)
}
