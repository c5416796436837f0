import { type Crumb, defineArea } from '../../app/area.ts'
import { cleanUpMessages } from './clean-up.messages.ts'

type Texts = (typeof cleanUpMessages)['en']

const here = (texts: Texts): Crumb => ({ text: texts.title, href: '/clean-up' })

export const cleanUp = defineArea({
  id: 'clean-up',
  home: '/clean-up',
  texts: cleanUpMessages,
  title: (texts) => texts.area,
  description: (texts) => texts.description,
  alsoFoundBy: ['cost', 'bill', 'price', 'delete', '料金', '課金', '請求', '削除', '後始末'],
  navigation: (texts) => [{ links: [here(texts)] }],
  routes: [{ path: '/clean-up', load: async () => (await import('./clean-up-page.tsx')).CleanUpPage, crumbs: (texts) => [here(texts)] }],
})
