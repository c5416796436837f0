import { messages } from '../../i18n/messages.ts'

export const cloudwatchMessages = messages({
  en: { title: 'CloudWatch', description: 'Logs and metrics of jobs, endpoints and notebooks.' },
  ja: { title: 'CloudWatch', description: 'ジョブ、エンドポイント、ノートブックのログとメトリクス。' },
})
