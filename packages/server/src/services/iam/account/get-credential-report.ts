import type { GetCredentialReportResponse } from '@aws-sdk/client-iam'
import { type Operation, ServiceError } from '../../../operation.ts'
import { limits } from '../limits.ts'
import * as reports from './credential-report.store.ts'

export const getCredentialReport: Operation<Record<string, never>, GetCredentialReportResponse> = (_input, { db, account, now }) => {
  const report = reports.find(db, account)
  if (!report) throw new ServiceError('ReportNotPresent', 'No report present or report is expired. Please generate a report.', 410)
  if (now.getTime() - report.generatedAt.getTime() >= limits.credentialReportMs)
    throw new ServiceError('ReportExpired', 'The report is expired. Please generate a new one.', 410)
  return { Content: Buffer.from(report.content), ReportFormat: 'text/csv', GeneratedTime: report.generatedAt }
}
