/** The ARN with its resource in lower case: SageMaker keeps a name's case everywhere but there. */
export function lowerResource(arn: string): string {
  let at = -1
  for (let colons = 0; colons < 5; colons++) {
    at = arn.indexOf(':', at + 1)
    if (at < 0) return arn
  }
  return arn.slice(0, at) + arn.slice(at).toLowerCase()
}
