import type { GenerateCredentialReportResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as accessKeys from '../access-key/access-key.store.ts'
import { limits } from '../limits.ts'
import * as reports from './credential-report.store.ts'
import { credentialReport } from './credential-report.ts'

/** Made at once, at most every four hours; the first answer says STARTED, as AWS's clients expect, and the next COMPLETE. */
export const generateCredentialReport: Operation<Record<string, never>, GenerateCredentialReportResponse> = (_input, { db, account, now }) => {
  const known = reports.find(db, account)
  if (known && now.getTime() - known.generatedAt.getTime() < limits.credentialReportMs) return { State: 'COMPLETE' }
  // The account is as old as its oldest key of root.
  const rootSince = accessKeys.ofUser(db, account, undefined)[0]?.createdAt ?? now
  reports.put(db, account, { generatedAt: now, content: credentialReport(db, account, rootSince) })
  return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' }
}
