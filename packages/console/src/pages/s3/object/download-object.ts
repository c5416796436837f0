import { flash } from '../../../app/flash.ts'
import { presign } from './presign.ts'

const GOOD_FOR_SECONDS = 300

/** The browser's own download: no limit of size, with its own progress. */
export async function downloadObject(bucket: string, key: string): Promise<void> {
  try {
    const link = document.createElement('a')
    link.href = await presign(bucket, key, { seconds: GOOD_FOR_SECONDS, asDownload: true })
    link.rel = 'noopener'
    link.click()
  } catch (error) {
    flash('error', key, error)
  }
}
