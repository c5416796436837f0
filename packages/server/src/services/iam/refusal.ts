/** How AWS says no (IAM user guide, "Troubleshoot access denied error messages"). */
import { type Principal, ServiceError } from '../../operation.ts'
import type { Decision, PolicyType } from './evaluate/evaluate.ts'

const WITH: Readonly<Record<PolicyType, string>> = {
  control: 'a service control policy',
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
}
const NO: Readonly<Record<PolicyType, string>> = {
  control: 'service control policy',
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
}

/** AWS's sentence for a refusal. Only S3 puts the resource in quotes. */
export function refusal(principal: Principal, action: string, resource: string, { decision, by = 'identity' }: Pick<Decision, 'decision' | 'by'>): string {
  const because = decision === 'explicitDeny' ? `with an explicit deny in ${WITH[by]}` : `because no ${NO[by]} allows the ${action} action`
  const named = action.startsWith('s3:') ? `"${resource}"` : resource
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${named} ${because}`
}

/** IAM, STS, S3 and CloudWatch say AccessDenied (403), EC2 UnauthorizedOperation (403), the JSON services AccessDeniedException (400), and those with paths the same with 403. */
export function accessDenied(service: string, message: string): ServiceError {
  if (['iam', 'sts', 's3', 'cloudwatch'].includes(service)) return new ServiceError('AccessDenied', message, 403)
  if (service === 'ec2') return new ServiceError('UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`, 403)
  return new ServiceError('AccessDeniedException', message, service === 'sagemaker-runtime' || service === 'accessanalyzer' ? 403 : 400)
}
