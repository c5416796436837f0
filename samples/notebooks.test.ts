import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bankCleanUrl } from './derive-bank-clean.ts'

interface Cell {
  readonly cell_type: 'code' | 'markdown'
  readonly id: string
  readonly metadata: { readonly kenja?: { readonly id: string; readonly title: string }; readonly tags?: readonly string[] }
  readonly source: readonly string[]
  readonly outputs?: readonly unknown[]
  readonly execution_count?: number | null
}
interface Notebook {
  readonly cells: readonly Cell[]
  readonly metadata: Readonly<Record<string, unknown>>
  readonly nbformat: number
  readonly nbformat_minor: number
}

const read = (file: string, language: string) => JSON.parse(readFileSync(join(import.meta.dirname, `${file}.${language}.ipynb`), 'utf8')) as Notebook
const code = (notebook: Notebook) => notebook.cells.filter((cell) => cell.cell_type === 'code')
const sourceOf = (cell: Cell) => cell.source.join('')
const whole = (notebook: Notebook) => code(notebook).map(sourceOf).join('\n')

/** The editions of the SageMaker Python SDK: file, kernel, and the calls and literals of the hands-on as each writes them, in their order. */
const EDITIONS = {
  v1: {
    file: 'build-train-deploy-v1',
    kernel: 'sagemaker_v1',
    calls: [
      'from sagemaker.predictor import csv_serializer',
      'role = get_execution_role()',
      "get_image_uri(my_region, 'xgboost', repo_version='latest')",
      bankCleanUrl,
      "sagemaker.s3_input(s3_data='s3://{}/{}/train'.format(bucket_name, prefix), content_type='csv')",
      "sagemaker.estimator.Estimator(xgboost_container, role, train_instance_count=1, train_instance_type='ml.m4.xlarge'",
      "xgb.fit({'train': s3_input_train})",
      "xgb.deploy(initial_instance_count=1, instance_type='ml.m4.xlarge')",
      "xgb_predictor.content_type = 'text/csv'",
      'xgb_predictor.serializer = csv_serializer',
      ".predict(test_data_array).decode('utf-8')",
      'xgb_predictor.delete_endpoint(delete_endpoint_config=True)',
    ],
  },
  v2: {
    file: 'build-train-deploy',
    kernel: 'conda_python3',
    calls: [
      'from sagemaker.predictor import csv_serializer',
      'role = get_execution_role()',
      'sagemaker.image_uris.retrieve("xgboost", my_region, xgboost_version)',
      bankCleanUrl,
      "sagemaker.inputs.TrainingInput(s3_data='s3://{}/{}/train'.format(bucket_name, prefix), content_type='csv')",
      "sagemaker.estimator.Estimator(xgboost_container, role, instance_count=1, instance_type='ml.m4.xlarge'",
      "xgb.fit({'train': s3_input_train})",
      "xgb.deploy(initial_instance_count=1, instance_type='ml.m4.xlarge')",
      'xgb_predictor.serializer = CSVSerializer()',
      ".predict(test_data_array).decode('utf-8')",
      'xgb_predictor.delete_endpoint(delete_endpoint_config=True)',
    ],
  },
  v3: {
    file: 'build-train-deploy-v3',
    kernel: 'sagemaker_v3',
    calls: [
      'from sagemaker.serve import ModelBuilder',
      'from sagemaker.train import ModelTrainer',
      'role = get_execution_role(sess)',
      'image_uris.retrieve("xgboost", my_region, xgboost_version)',
      bankCleanUrl,
      "InputData(channel_name='train', data_source='s3://{}/{}/train'.format(bucket_name, prefix), content_type='csv')",
      'ModelTrainer(sagemaker_session=sess, role=role, training_image=xgboost_container',
      'trainer.train(input_data_config=[s3_input_train], wait=True, logs=True)',
      'ModelBuilder(image_uri=xgboost_container',
      'builder.build(',
      'builder.deploy(',
      "endpoint.invoke(body=test_data_csv, content_type='text/csv')",
      'endpoint.delete()',
    ],
  },
} as const

/** What every edition has in common, in its order. */
const STEPS = [
  "prefix = 'sagemaker/DEMO-xgboost-dm'",
  's3.create_bucket(Bucket=bucket_name)',
  "CreateBucketConfiguration={'LocationConstraint': my_region}",
  'index_col=0)',
  'np.split(model_data.sample(frac=1, random_state=1729), [int(0.7 * len(model_data))])',
  "train_data.drop(['y_no', 'y_yes'], axis=1)",
  "to_csv('train.csv', index=False, header=False)",
  ".upload_file('train.csv')",
  "max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, silent=0, objective='binary:logistic', num_round=100",
  'np.fromstring(',
  "pd.crosstab(index=test_data['y_yes'], columns=np.round(predictions_array)",
  'Overall Classification Rate: {:.1f}%',
  'roc_auc_score(',
  '.objects.all().delete()',
]

function inOrder(text: string, literals: readonly string[]): void {
  let at = 0
  for (const literal of literals) {
    const found = text.indexOf(literal, at)
    assert.notEqual(found, -1, `${literal} is missing, or stands too early`)
    at = found
  }
}

/** Beside the hands-on. */
const OTHERS = { call: { file: 'call-the-endpoint', kernel: 'conda_python3' }, clean: { file: 'clean-up', kernel: 'conda_python3' } } as const

for (const [edition, notebook] of Object.entries({ ...EDITIONS, ...OTHERS })) {
  const { file, kernel } = notebook
  const [english, japanese] = [read(file, 'en'), read(file, 'ja')]

  for (const [language, notebook] of Object.entries({ english, japanese })) {
    test(`the ${language} notebook of ${edition} is a notebook without outputs, for its kernel`, () => {
      assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5])
      assert.deepEqual(notebook.metadata.kernelspec, { display_name: kernel, language: 'python', name: kernel })
      const ids = notebook.cells.map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length)
      for (const id of ids) assert.match(id, /^[a-zA-Z0-9-_]{1,64}$/)
      for (const cell of code(notebook)) {
        assert.deepEqual(cell.outputs, [])
        assert.equal(cell.execution_count, null)
        assert.equal(cell.metadata.kenja?.id, cell.id)
        assert.ok(cell.metadata.kenja?.title)
      }
      const tagged = code(notebook).filter(({ metadata }) => metadata.tags?.includes('parameters'))
      assert.deepEqual(
        tagged.map(({ id }) => id),
        ['parameters'],
      )
    })
  }

  test(`both languages of ${edition} run the same code and say it in their own words`, () => {
    assert.deepEqual(
      code(japanese).map((cell) => [cell.id, sourceOf(cell)]),
      code(english).map((cell) => [cell.id, sourceOf(cell)]),
    )
    const titles = (notebook: Notebook) => code(notebook).map(({ metadata }) => metadata.kenja?.title ?? '')
    for (const title of titles(japanese)) assert.match(title, /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    for (const title of titles(english)) assert.match(title, /^[\x20-\x7e]+$/)
    assert.deepEqual(
      japanese.cells.map(({ cell_type }) => cell_type),
      english.cells.map(({ cell_type }) => cell_type),
    )
  })

  if (!('calls' in notebook)) continue
  test(`the hands-on's calls and literals stand in their order in ${edition}`, () => {
    inOrder(whole(english), STEPS)
    inOrder(whole(english), notebook.calls)
    assert.match(whole(english), /^xgboost_version = 'latest'$/m)
  })
}
