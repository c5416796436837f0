/** A mistake in the job's configuration or data: the message is AWS's, for the user. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** The algorithm failed on good input. */
export class AlgorithmError extends Error {
  override readonly name = 'AlgorithmError'
}

/**
 * The text of `/opt/ml/output/failure`. 0.72 reports customer mistakes as `ClientError: …`; the later images let their toolkit write
 * `framework error:` with Python's traceback, of which the exception's line is what a reader needs.
 */
export function failureText(error: Error, style: 'client-error' | 'framework-error'): string {
  if (style === 'client-error') return error instanceof UserError ? `ClientError: ${error.message}` : error.message
  const toolkit = error instanceof UserError || error instanceof AlgorithmError
  const exception = toolkit ? `sagemaker_algorithm_toolkit.exceptions.${error.name}` : error.name
  return `framework error: \n${exception}: ${error.message}\n\n${error.message}`
}
