import { type Crumb, defineArea, type Route } from '../../app/area.ts'
import { sagemakerMessages } from './sagemaker.messages.ts'

type Texts = (typeof sagemakerMessages)['en']
type Collection =
  | 'notebook-instances'
  | 'lifecycle-configs'
  | 'git-repositories'
  | 'training-jobs'
  | 'transform-jobs'
  | 'models'
  | 'endpoint-configs'
  | 'endpoints'

const NAMES: Readonly<Record<Collection, (texts: Texts) => string>> = {
  'notebook-instances': (texts) => texts.notebookInstances,
  'lifecycle-configs': (texts) => texts.lifecycleConfigs,
  'git-repositories': (texts) => texts.gitRepositories,
  'training-jobs': (texts) => texts.trainingJobs,
  'transform-jobs': (texts) => texts.transformJobs,
  models: (texts) => texts.models,
  'endpoint-configs': (texts) => texts.endpointConfigs,
  endpoints: (texts) => texts.endpoints,
}

const hrefOf = (collection: Collection): string => `/sagemaker/${collection}`
const crumbOf = (texts: Texts, collection: Collection): Crumb => ({ text: NAMES[collection](texts), href: hrefOf(collection) })

interface Pages {
  readonly list: Route['load']
  readonly create: Route['load']
  readonly created: (texts: Texts) => string
  readonly detail: Route['load']
  /** Of what can be edited on a page of its own. */
  readonly edit?: Route['load']
  readonly edited?: (texts: Texts) => string
}

function editRoute(collection: Collection, load: Route['load'], edited: (texts: Texts) => string): Route<Texts> {
  const home = hrefOf(collection)
  return {
    path: `${home}/edit/:name`,
    load,
    crumbs: (texts, { name = '' }) => [
      crumbOf(texts, collection),
      { text: name, href: `${home}/detail/${encodeURIComponent(name)}` },
      { text: edited(texts), href: `${home}/edit/${encodeURIComponent(name)}` },
    ],
  }
}

/** A list, a form that creates, and a page for each. */
function routesOf(collection: Collection, { list, create, created, detail, edit, edited }: Pages): Route<Texts>[] {
  const home = hrefOf(collection)
  return [
    { path: home, load: list, crumbs: (texts) => [crumbOf(texts, collection)] },
    { path: `${home}/create`, load: create, crumbs: (texts) => [crumbOf(texts, collection), { text: created(texts), href: `${home}/create` }] },
    {
      path: `${home}/detail/:name`,
      load: detail,
      crumbs: (texts, { name = '' }) => [crumbOf(texts, collection), { text: name, href: `${home}/detail/${encodeURIComponent(name)}` }],
    },
    ...(edit && edited ? [editRoute(collection, edit, edited)] : []),
  ]
}

export const sagemaker = defineArea({
  id: 'sagemaker',
  home: '/sagemaker/notebook-instances',
  texts: sagemakerMessages,
  title: (texts) => texts.title,
  description: (texts) => texts.description,
  alsoFoundBy: ['machine learning', 'ML', '機械学習', 'Jupyter', 'XGBoost'],
  navigation: (texts) => [
    {
      title: texts.notebookSection,
      links: [crumbOf(texts, 'notebook-instances'), crumbOf(texts, 'lifecycle-configs'), crumbOf(texts, 'git-repositories')],
    },
    { title: texts.trainingSection, links: [crumbOf(texts, 'training-jobs')] },
    {
      title: texts.inferenceSection,
      links: [crumbOf(texts, 'models'), crumbOf(texts, 'endpoint-configs'), crumbOf(texts, 'endpoints'), crumbOf(texts, 'transform-jobs')],
    },
    { links: [{ text: texts.cleanUp, href: '/clean-up' }] },
  ],
  routes: [
    ...routesOf('notebook-instances', {
      list: async () => (await import('./notebook-instance/notebook-instances-page.tsx')).NotebookInstancesPage,
      create: async () => (await import('./notebook-instance/create-notebook-instance-page.tsx')).CreateNotebookInstancePage,
      created: (texts) => texts.createNotebookInstance,
      detail: async () => (await import('./notebook-instance/notebook-instance-page.tsx')).NotebookInstancePage,
      edit: async () => (await import('./notebook-instance/edit-notebook-instance-page.tsx')).EditNotebookInstancePage,
      edited: (texts) => texts.editNotebookInstance,
    }),
    ...routesOf('lifecycle-configs', {
      list: async () => (await import('./lifecycle-config/lifecycle-configs-page.tsx')).LifecycleConfigsPage,
      create: async () => (await import('./lifecycle-config/create-lifecycle-config-page.tsx')).CreateLifecycleConfigPage,
      created: (texts) => texts.createLifecycleConfig,
      detail: async () => (await import('./lifecycle-config/lifecycle-config-page.tsx')).LifecycleConfigPage,
      edit: async () => (await import('./lifecycle-config/edit-lifecycle-config-page.tsx')).EditLifecycleConfigPage,
      edited: (texts) => texts.editLifecycleConfig,
    }),
    ...routesOf('git-repositories', {
      list: async () => (await import('./code-repository/code-repositories-page.tsx')).CodeRepositoriesPage,
      create: async () => (await import('./code-repository/create-code-repository-page.tsx')).CreateCodeRepositoryPage,
      created: (texts) => texts.addRepository,
      detail: async () => (await import('./code-repository/code-repository-page.tsx')).CodeRepositoryPage,
    }),
    ...routesOf('training-jobs', {
      list: async () => (await import('./training-job/training-jobs-page.tsx')).TrainingJobsPage,
      create: async () => (await import('./training-job/create-training-job-page.tsx')).CreateTrainingJobPage,
      created: (texts) => texts.createTrainingJob,
      detail: async () => (await import('./training-job/training-job-page.tsx')).TrainingJobPage,
    }),
    ...routesOf('transform-jobs', {
      list: async () => (await import('./transform-job/transform-jobs-page.tsx')).TransformJobsPage,
      create: async () => (await import('./transform-job/create-transform-job-page.tsx')).CreateTransformJobPage,
      created: (texts) => texts.createTransformJob,
      detail: async () => (await import('./transform-job/transform-job-page.tsx')).TransformJobPage,
    }),
    ...routesOf('models', {
      list: async () => (await import('./model/models-page.tsx')).ModelsPage,
      create: async () => (await import('./model/create-model-page.tsx')).CreateModelPage,
      created: (texts) => texts.createModel,
      detail: async () => (await import('./model/model-page.tsx')).ModelPage,
    }),
    ...routesOf('endpoint-configs', {
      list: async () => (await import('./endpoint-config/endpoint-configs-page.tsx')).EndpointConfigsPage,
      create: async () => (await import('./endpoint-config/create-endpoint-config-page.tsx')).CreateEndpointConfigPage,
      created: (texts) => texts.createEndpointConfig,
      detail: async () => (await import('./endpoint-config/endpoint-config-page.tsx')).EndpointConfigPage,
    }),
    ...routesOf('endpoints', {
      list: async () => (await import('./endpoint/endpoints-page.tsx')).EndpointsPage,
      create: async () => (await import('./endpoint/create-endpoint-page.tsx')).CreateEndpointPage,
      created: (texts) => texts.createEndpoint,
      detail: async () => (await import('./endpoint/endpoint-page.tsx')).EndpointPage,
    }),
  ],
})
