import { defineArea } from '../../app/area.ts'
import { iamMessages } from './iam.messages.ts'

export const iam = defineArea({
  id: 'iam',
  home: '/iam/roles',
  texts: iamMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: [],
  navigation: () => [],
  routes: [],
})
