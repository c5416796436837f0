/** What the tutorial says on the terminal, in both languages. */
export type Language = 'en' | 'ja'

const en = {
  setUp: 'Set-up',
  ready: (time: string) => `everything is in place (${time})`,
  edition: (sdk: string) => `SageMaker Python SDK ${sdk}: a kernel of its own`,
  platform: 'Platform',
  serverRuns: (endpoint: string, driver: string) => `Kenja answers at ${endpoint}, isolation: ${driver}`,
  role: 'Execution role',
  instance: 'Notebook instance',
  cells: 'Notebook',
  training: 'training job',
  endpoint: 'endpoint',
  result: 'Result',
  rows: (count: number) => `${count.toLocaleString('en')} test rows`,
  observed: 'observed',
  predicted: 'predicted',
  no: 'no',
  yes: 'yes',
  rate: 'classification rate',
  auc: 'ROC AUC',
  rocTitle: 'ROC: share of all yes found (up) against false alarms (right); dotted: guessing',
  times: 'Times',
  timeSetUp: 'set-up',
  timeTraining: 'training',
  timeDeployment: 'deployment',
  timeAll: 'all',
  stillRuns: 'What still runs',
  consoleIs: (command: string) => `The same by clicking, in the browser: ${command} prints the address`,
  serverStays: (stop: string) => `Kenja itself. Stop it: ${stop}`,
  keptEndpoint: (name: string) => `endpoint ${name}`,
  keptNotebook: (name: string, url: string) => `notebook instance ${name}. Open it (within 5 minutes): ${url}`,
  keptHint: (stop: string) => `They stop with Kenja (${stop}) and come back with it.`,
  failedCell: (title: string) => `The notebook stopped at "${title}":`,
  cleaning: 'Cleaning up …',
  interrupted: 'Interrupted. Cleaning up what this run made …',
}

const ja: typeof en = {
  setUp: '準備',
  ready: (time) => `必要なものがそろいました（${time}）`,
  edition: (sdk) => `SageMaker Python SDK ${sdk}：専用のカーネルを使います`,
  platform: 'プラットフォーム',
  serverRuns: (endpoint, driver) => `Kenja は ${endpoint} で応答しています（隔離方式：${driver}）`,
  role: '実行ロール',
  instance: 'ノートブックインスタンス',
  cells: 'ノートブック',
  training: 'トレーニングジョブ',
  endpoint: 'エンドポイント',
  result: '結果',
  rows: (count) => `テストデータ ${count.toLocaleString('ja')} 行`,
  observed: '実際',
  predicted: '予測',
  no: 'いいえ',
  yes: 'はい',
  rate: '正解率',
  auc: 'ROC AUC',
  rocTitle: 'ROC 曲線：縦は「はい」を見つけた割合、横は誤検出の割合（点線は当て推量）',
  times: '所要時間',
  timeSetUp: '準備',
  timeTraining: '学習',
  timeDeployment: 'デプロイ',
  timeAll: '全体',
  stillRuns: '動いたままのもの',
  consoleIs: (command) => `ブラウザで同じことをするには: ${command} (アドレスを表示します)`,
  serverStays: (stop) => `Kenja 本体。停止するには ${stop}`,
  keptEndpoint: (name) => `エンドポイント ${name}`,
  keptNotebook: (name, url) => `ノートブックインスタンス ${name}。5 分以内に開く URL：${url}`,
  keptHint: (stop) => `これらは Kenja の停止（${stop}）とともに止まり、次の起動で再開します。`,
  failedCell: (title) => `ノートブックは「${title}」で止まりました。`,
  cleaning: '後片付けをしています…',
  interrupted: '中断しました。この実行で作成したものを片付けています…',
}

export type Messages = typeof en

export const messages: Readonly<Record<Language, Messages>> = { en, ja }

/** `--lang` when given, else the terminal's language. */
export function languageOf(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  const text = flag ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return text.startsWith('ja') ? 'ja' : 'en'
}
