import { type Crumb, defineArea } from '../../app/area.ts'
import { cloudwatchMessages } from './cloudwatch.messages.ts'

type Texts = (typeof cloudwatchMessages)['en']

const groupsCrumb = (texts: Texts): Crumb => ({ text: texts.logGroups, href: '/cloudwatch/log-groups' })
const metricsCrumb = (texts: Texts): Crumb => ({ text: texts.allMetrics, href: '/cloudwatch/metrics' })

export const cloudwatch = defineArea({
  id: 'cloudwatch',
  home: '/cloudwatch/log-groups',
  texts: cloudwatchMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: ['logs', 'metrics', 'ログ', 'メトリクス', 'monitoring', 'モニタリング'],
  navigation: (texts) => [
    { title: texts.logsSection, links: [groupsCrumb(texts)] },
    { title: texts.metricsSection, links: [metricsCrumb(texts)] },
  ],
  routes: [
    { path: '/cloudwatch/log-groups', load: async () => (await import('./logs/log-groups-page.tsx')).LogGroupsPage, crumbs: (texts) => [groupsCrumb(texts)] },
    {
      path: '/cloudwatch/log-groups/detail/:name',
      load: async () => (await import('./logs/log-group-page.tsx')).LogGroupPage,
      crumbs: (texts, { name = '' }) => [groupsCrumb(texts), { text: name, href: location.pathname }],
    },
    { path: '/cloudwatch/metrics', load: async () => (await import('./metrics/metrics-page.tsx')).MetricsPage, crumbs: (texts) => [metricsCrumb(texts)] },
  ],
})
