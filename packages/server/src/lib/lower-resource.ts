/** The ARN with its resource in lower case: SageMaker keeps a name's case everywhere but there. */
export function lowerResource(arn: string): string {
  const parts = arn.split(':')
  return parts.length < 6 ? arn : [...parts.slice(0, 5), parts.slice(5).join(':').toLowerCase()].join(':')
}
