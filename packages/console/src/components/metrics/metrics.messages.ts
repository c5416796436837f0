import { messages } from '../../i18n/messages.ts'

export const metricsMessages = messages({
  en: { empty: 'No data', time: 'Time', round: 'Round', value: 'Value', loading: 'Loading chart', failed: 'The data could not be loaded' },
  ja: { empty: 'データがありません', time: '時刻', round: 'ラウンド', value: '値', loading: 'グラフを読み込み中', failed: 'データを読み込めませんでした' },
})
