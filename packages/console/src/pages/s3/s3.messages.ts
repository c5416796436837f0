import { messages } from '../../i18n/messages.ts'

export const s3Messages = messages({
  en: { title: 'Amazon S3', description: 'Buckets and objects: training data, models, results.' },
  ja: { title: 'Amazon S3', description: 'バケットとオブジェクト (学習データ、モデル、結果)。' },
})
