import { messages } from '../../i18n/messages.ts'

export const s3Messages = messages({
  en: {
    title: 'Amazon S3',
    description: 'Buckets and objects: training data, models, results.',
    buckets: 'Buckets',
    createBucket: 'Create bucket',
    upload: 'Upload',
  },
  ja: {
    title: 'Amazon S3',
    description: 'バケットとオブジェクト (学習データ、モデル、結果)。',
    buckets: 'バケット',
    createBucket: 'バケットを作成',
    upload: 'アップロード',
  },
})
