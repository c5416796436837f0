/** Policy documents for tests. */
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })

/** A trust policy that lets a service or an AWS principal in. */
export const trust = (principal: { Service: string | string[] } | { AWS: string | string[] } = { Service: 'sagemaker.amazonaws.com' }, more: object = {}) =>
  document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more })

export const allow = (action: string | string[] = '*', resource: string | string[] = '*', more: object = {}) =>
  document({ Effect: 'Allow', Action: action, Resource: resource, ...more })

/** Several statements that allow. */
export const allowAll = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) })

export const deny = (action: string | string[], resource: string | string[] = '*') => document({ Effect: 'Deny', Action: action, Resource: resource })

/** IAM answers with URL-encoded documents. */
export const decoded = (text: string | undefined): unknown => JSON.parse(decodeURIComponent(text ?? ''))
