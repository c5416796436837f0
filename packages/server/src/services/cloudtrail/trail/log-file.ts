/** A delivered file: where it lies and what it holds (AWS: "CloudTrail log file name format"). */
import { gzipSync } from 'node:zlib'
import { lowerId } from '../../../lib/ids.ts'
import type { TrailRecord } from './trail.ts'

/** `prefix/AWSLogs/account/CloudTrail/`, below which all files of a trail lie. */
export const folderOfTrail = ({ account, settings: { prefix } }: Pick<TrailRecord, 'account' | 'settings'>): string =>
  `${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${account}/CloudTrail/`

/** `…/us-east-1/2026/11/25/123456789012_CloudTrail_us-east-1_20261125T0455Z_a1b2c3d4e5f6g7h8.json.gz` */
export function logFileKey(trail: TrailRecord, region: string, at: Date): string {
  const iso = at.toISOString()
  const [date = ''] = iso.split('T')
  const stamp = `${date.replaceAll('-', '')}T${iso.slice(11, 13)}${iso.slice(14, 16)}Z`
  return `${folderOfTrail(trail)}${region}/${date.replaceAll('-', '/')}/${trail.account}_CloudTrail_${region}_${stamp}_${lowerId(16)}.json.gz`
}

/** Records as they are, without parsing them again. */
export const logFileBody = (records: readonly string[]): Buffer => gzipSync(`{"Records":[${records.join(',')}]}`)
