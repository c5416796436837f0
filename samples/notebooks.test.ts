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

const read = (language: string) => JSON.parse(readFileSync(join(import.meta.dirname, `build-train-deploy.${language}.ipynb`), 'utf8')) as Notebook
const english = read('en')
const japanese = read('ja')
const code = (notebook: Notebook) => notebook.cells.filter((cell) => cell.cell_type === 'code')
const sourceOf = (cell: Cell) => cell.source.join('')
const whole = code(english).map(sourceOf).join('\n')

for (const [language, notebook] of Object.entries({ english, japanese })) {
  test(`the ${language} notebook is a notebook without outputs, for AWS's kernel`, () => {
    assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5])
    assert.deepEqual(notebook.metadata.kernelspec, { display_name: 'conda_python3', language: 'python', name: 'conda_python3' })
    const ids = notebook.cells.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[a-zA-Z0-9-_]{1,64}$/)
    for (const cell of code(notebook)) {
      assert.deepEqual(cell.outputs, [])
      assert.equal(cell.execution_count, null)
      assert.equal(cell.metadata.kenja?.id, cell.id)
      assert.ok(cell.metadata.kenja?.title)
    }
    assert.deepEqual(
      code(notebook)
        .filter(({ metadata }) => metadata.tags?.includes('parameters'))
        .map(({ id }) => id),
      ['parameters'],
    )
  })
}

test('both languages run the same code and say it in their own words', () => {
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

test("the hands-on's calls and literals stand in its order", () => {
  const expected = [
    'from sagemaker.predictor import csv_serializer',
    'role = get_execution_role()',
    "prefix = 'sagemaker/DEMO-xgboost-dm'",
    'my_region = boto3.session.Session().region_name',
    'sagemaker.image_uris.retrieve("xgboost", my_region, xgboost_version)',
    's3.create_bucket(Bucket=bucket_name)',
    "CreateBucketConfiguration={'LocationConstraint': my_region}",
    bankCleanUrl,
    'index_col=0)',
    'np.split(model_data.sample(frac=1, random_state=1729), [int(0.7 * len(model_data))])',
    "train_data.drop(['y_no', 'y_yes'], axis=1)",
    "to_csv('train.csv', index=False, header=False)",
    ".upload_file('train.csv')",
    "sagemaker.inputs.TrainingInput(s3_data='s3://{}/{}/train'.format(bucket_name, prefix), content_type='csv')",
    "sagemaker.estimator.Estimator(xgboost_container, role, instance_count=1, instance_type='ml.m4.xlarge'",
    "output_path='s3://{}/{}/output'.format(bucket_name, prefix)",
    "max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, silent=0, objective='binary:logistic', num_round=100",
    "xgb.fit({'train': s3_input_train})",
    "xgb.deploy(initial_instance_count=1, instance_type='ml.m4.xlarge')",
    'xgb_predictor.serializer = CSVSerializer()',
    ".predict(test_data_array).decode('utf-8')",
    'np.fromstring(',
    "pd.crosstab(index=test_data['y_yes'], columns=np.round(predictions_array)",
    'Overall Classification Rate: {:.1f}%',
    'roc_auc_score(',
    'xgb_predictor.delete_endpoint(delete_endpoint_config=True)',
    '.objects.all().delete()',
  ]
  let at = 0
  for (const literal of expected) {
    const found = whole.indexOf(literal, at)
    assert.notEqual(found, -1, `${literal} is missing, or stands too early`)
    at = found
  }
  assert.match(whole, /^xgboost_version = 'latest'$/m)
})
