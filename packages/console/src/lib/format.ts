/** Times, sizes and durations as people read them. */
import type { Language } from '../i18n/messages.ts'

const LOCALES = { en: 'en-US', ja: 'ja-JP' } as const

/** With the zone of the browser. */
export const formatTime = (time: Date | undefined, language: Language): string =>
  time ? new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'medium' }).format(time) : '-'

export const formatNumber = (value: number, language: Language, digits = 0): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value)

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** As the S3 console writes sizes: steps of 1024, one digit. */
export function formatBytes(bytes: number): string {
  let unit = 0
  let value = bytes
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`
}

/** @param seconds at least 0 */
export function formatSeconds(seconds: number, language: Language): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const [h, m, s] = language === 'ja' ? [' 時間 ', ' 分 ', ' 秒'] : [' h ', ' min ', ' s']
  return `${hours ? hours + h : ''}${hours || minutes ? minutes + m : ''}${rest}${s}`
}
