import { messages } from '../../i18n/messages.ts'

export const iamMessages = messages({
  en: { title: 'IAM', description: 'Users, roles and policies.' },
  ja: { title: 'IAM', description: 'ユーザー、ロール、ポリシー。' },
})
