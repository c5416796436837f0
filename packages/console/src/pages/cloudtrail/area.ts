import { type Crumb, defineArea } from '../../app/area.ts'
import { cloudtrailMessages } from './cloudtrail.messages.ts'

type Texts = (typeof cloudtrailMessages)['en']

const history = (texts: Texts): Crumb => ({ text: texts.eventHistory, href: '/cloudtrail/event-history' })

export const cloudtrail = defineArea({
  id: 'cloudtrail',
  home: '/cloudtrail/event-history',
  texts: cloudtrailMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: ['audit', 'events', 'history', '監査', '証跡', '履歴'],
  navigation: (texts) => [{ links: [history(texts)] }],
  routes: [
    {
      path: '/cloudtrail/event-history',
      load: async () => (await import('./event-history-page.tsx')).EventHistoryPage,
      crumbs: (texts) => [history(texts)],
    },
  ],
})
