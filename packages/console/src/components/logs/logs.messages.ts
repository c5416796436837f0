import { messages } from '../../i18n/messages.ts'

export const logsMessages = messages({
  en: {
    empty: 'No log events yet.',
    following: 'Live',
    ended: 'Ended',
    wrap: 'Wrap lines',
    count: (count: number) => `${count} events`,
    only: (most: number) => `Only the last ${most} events are shown.`,
  },
  ja: {
    empty: 'ログイベントはまだありません。',
    following: 'ライブ',
    ended: '終了',
    wrap: '行を折り返す',
    count: (count: number) => `${count} 件のイベント`,
    only: (most: number) => `最新の ${most} 件のイベントだけを表示しています。`,
  },
})
