import { type Crumb, defineArea } from '../../app/area.ts'
import { iamMessages } from './iam.messages.ts'

type Texts = (typeof iamMessages)['en']

const users = (texts: Texts): Crumb => ({ text: texts.users, href: '/iam/users' })
const roles = (texts: Texts): Crumb => ({ text: texts.roles, href: '/iam/roles' })
const policies = (texts: Texts): Crumb => ({ text: texts.policies, href: '/iam/policies' })
const here = (text: string): Crumb => ({ text, href: location.pathname })

export const iam = defineArea({
  id: 'iam',
  home: '/iam/roles',
  texts: iamMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: ['identity', 'access', 'role', 'permission', 'アクセス', '権限'],
  navigation: (texts) => [{ title: texts.section, links: [users(texts), roles(texts), policies(texts)] }],
  routes: [
    { path: '/iam/users', load: async () => (await import('./user/users-page.tsx')).UsersPage, crumbs: (texts) => [users(texts)] },
    {
      path: '/iam/users/create',
      load: async () => (await import('./user/create-user-page.tsx')).CreateUserPage,
      crumbs: (texts) => [users(texts), here(texts.createUser)],
    },
    {
      path: '/iam/users/detail/:name',
      load: async () => (await import('./user/user-page.tsx')).UserPage,
      crumbs: (texts, { name = '' }) => [users(texts), here(name)],
    },
    { path: '/iam/roles', load: async () => (await import('./role/roles-page.tsx')).RolesPage, crumbs: (texts) => [roles(texts)] },
    {
      path: '/iam/roles/create',
      load: async () => (await import('./role/create-role-page.tsx')).CreateRolePage,
      crumbs: (texts) => [roles(texts), here(texts.createRole)],
    },
    {
      path: '/iam/roles/detail/:name',
      load: async () => (await import('./role/role-page.tsx')).RolePage,
      crumbs: (texts, { name = '' }) => [roles(texts), here(name)],
    },
    { path: '/iam/policies', load: async () => (await import('./policy/policies-page.tsx')).PoliciesPage, crumbs: (texts) => [policies(texts)] },
    {
      path: '/iam/policies/create',
      load: async () => (await import('./policy/policy-form-page.tsx')).PolicyFormPage,
      crumbs: (texts) => [policies(texts), here(texts.createPolicy)],
    },
    {
      path: '/iam/policies/detail/:arn',
      load: async () => (await import('./policy/policy-page.tsx')).PolicyPage,
      crumbs: (texts, { arn = '' }) => [policies(texts), here(arn.split('/').at(-1) as string)],
    },
  ],
})
