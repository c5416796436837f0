import { defineArea } from '../../app/area.ts'
import { s3Messages } from './s3.messages.ts'

export const s3 = defineArea({
  id: 's3',
  home: '/s3/buckets',
  texts: s3Messages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: [],
  navigation: () => [],
  routes: [],
})
