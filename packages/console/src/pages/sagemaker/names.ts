/** Checks of what people type, before the API says the same. Patterns: SageMaker's service model. */
export const isName = (name: string): boolean => name.length <= 63 && /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)

export const isRoleArn = (arn: string): boolean => /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(arn)

export const isS3Uri = (uri: string): boolean => /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(uri)

/** A whole number from 1 on. */
export const isCount = (text: string): boolean => /^[1-9]\d*$/.test(text)

/** `prefix-2026-11-25-04-50-12-123`, as the SageMaker SDK names what it makes. */
export const timedName = (prefix: string, now: Date): string => `${prefix}-${now.toISOString().replace(/[T:.]/g, '-').replace('Z', '')}`
