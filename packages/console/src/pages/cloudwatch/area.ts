import { defineArea } from '../../app/area.ts'
import { cloudwatchMessages } from './cloudwatch.messages.ts'

export const cloudwatch = defineArea({
  id: 'cloudwatch',
  home: '/cloudwatch/log-groups',
  texts: cloudwatchMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: [],
  navigation: () => [],
  routes: [],
})
