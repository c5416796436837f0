/** `./kenja tutorial --sdk`: each edition's notebook in its own kernel gives the hands-on's numbers, and nothing is left of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kenjaHome } from '../../support/kenja-command.ts'

const unsupported = process.platform !== 'linux' || process.arch !== 'x64' ? 'the tutorial with XGBoost 0.72 needs Linux x86-64: NOT tried' : false

/** With 100 rounds of 0.72, as AWS publishes them. */
const CONFUSION = { tn: 10785, fp: 151, fn: 1143, tp: 278 }

for (const [edition, sdk, kernel, language] of [
  ['v1', '1.72.0', 'sagemaker_v1', 'en'],
  ['v3', '3.27.0', 'sagemaker_v3', 'ja'],
] as const) {
  test(`the tutorial with the SageMaker SDK ${sdk}`, { skip: unsupported, timeout: 1_200_000 }, async (t) => {
    const home = kenjaHome()
    t.after(() => home.remove())
    const { code, stdout, stderr } = await home.kenja('tutorial', '--sdk', edition, '--lang', language, '--json')
    if (code !== 0 && /package index could not be reached/.test(stderr)) return t.skip(`the kernel ${kernel} cannot be made here: NOT tried`)
    assert.equal(code, 0, stderr)
    const outcome = JSON.parse(stdout) as { sdk: string; rows: number; confusion: object; auc: number; times: { all: number } }
    t.diagnostic(`${sdk}: ${(outcome.times.all / 1000).toFixed(0)} s`)
    assert.deepEqual([outcome.sdk, outcome.rows, outcome.confusion], [sdk, 12357, CONFUSION])
    assert.equal(outcome.auc.toFixed(3), '0.777')
    assert.match(stderr, new RegExp(`build-train-deploy-${edition}\\.${language}\\.ipynb, kernel ${kernel} \\(SageMaker SDK ${sdk.replaceAll('.', '\\.')}\\)`))
    const status = JSON.parse((await home.kenja('status', '--json')).stdout) as { notebookInstances: unknown[]; endpoints: unknown[] }
    assert.deepEqual([status.notebookInstances, status.endpoints], [[], []])
  })
}

test('an edition that there is not is a mistake of usage', async (t) => {
  const home = kenjaHome()
  t.after(() => home.remove())
  const { code, stderr } = await home.kenja('tutorial', '--sdk', 'v4')
  assert.equal(code, 2)
  assert.match(stderr, /--sdk is v1, v2, v3\./)
})
