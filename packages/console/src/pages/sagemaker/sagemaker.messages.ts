import { messages } from '../../i18n/messages.ts'

/** The service's name and its navigation. */
export const sagemakerMessages = messages({
  en: {
    title: 'Amazon SageMaker AI',
    description: 'Notebooks, training with built-in algorithms, models and endpoints.',
    notebookSection: 'Notebooks',
    trainingSection: 'Training',
    inferenceSection: 'Inference',
    notebookInstances: 'Notebook instances',
    createNotebookInstance: 'Create notebook instance',
    trainingJobs: 'Training jobs',
    createTrainingJob: 'Create training job',
    models: 'Models',
    createModel: 'Create model',
    endpointConfigs: 'Endpoint configurations',
    createEndpointConfig: 'Create endpoint configuration',
    endpoints: 'Endpoints',
    createEndpoint: 'Create and configure endpoint',
  },
  ja: {
    title: 'Amazon SageMaker AI',
    description: 'ノートブック、組み込みアルゴリズムによる学習、モデル、エンドポイント。',
    notebookSection: 'ノートブック',
    trainingSection: 'トレーニング',
    inferenceSection: '推論',
    notebookInstances: 'ノートブックインスタンス',
    createNotebookInstance: 'ノートブックインスタンスの作成',
    trainingJobs: 'トレーニングジョブ',
    createTrainingJob: 'トレーニングジョブの作成',
    models: 'モデル',
    createModel: 'モデルの作成',
    endpointConfigs: 'エンドポイント設定',
    createEndpointConfig: 'エンドポイント設定の作成',
    endpoints: 'エンドポイント',
    createEndpoint: 'エンドポイントの作成と設定',
  },
})
