/**
 * The image's readers on damaged and hostile bytes: they refuse with an Error, soon, and nothing is executed.
 * KENJA_TEST_FUZZ_SECONDS sets the time for each reader (1; the nightly run takes 600), KENJA_TEST_FUZZ_SEED the start.
 */
import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { sniffDelimiter } from '../../../images/xgboost/csv/delimiter.ts'
import { parseInferenceCsv, strip } from '../../../images/xgboost/csv/inference-csv.ts'
import { parseInferenceLibsvm } from '../../../images/xgboost/csv/inference-libsvm.ts'
import { parseLibsvm } from '../../../images/xgboost/csv/libsvm.ts'
import { parseTrainingCsv } from '../../../images/xgboost/csv/training-csv.ts'
import { buildEvaluator } from '../../../images/xgboost/evaluator/tree-evaluator.ts'
import { unpickleBooster } from '../../../images/xgboost/model/pickle-read.ts'
import { pickleBooster } from '../../../images/xgboost/model/pickle-write.ts'
import { describeModel } from '../../../images/xgboost/model/tree-model.ts'
import { splitParquet } from '../../../images/xgboost/parquet/parquet-source.ts'
import { recordTable } from '../../../images/xgboost/recordio/record-table.ts'
import { writeRecord } from './record-writer.ts'

const nightly = Boolean(process.env.KENJA_TEST_NIGHTLY)
const milliseconds = 1000 * Number(process.env.KENJA_TEST_FUZZ_SECONDS ?? (nightly ? 600 : 1))
/** One input may take this long; a reader that hangs or goes quadratic takes longer. */
const LIMIT_MS = 2000

let state = Number(process.env.KENJA_TEST_FUZZ_SEED ?? 20261125)
function random(below: number): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return Math.floor(((state >>> 0) / 2 ** 32) * below)
}

/** Numbers at which lengths and signs turn. */
const borders = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]

function damage(seed: Buffer): Buffer {
  let bytes = Buffer.from(seed)
  for (let times = 1 + random(6); times > 0; times -= 1) {
    const at = random(bytes.length)
    switch (random(7)) {
      case 0:
        bytes[at] = random(256)
        break
      case 1:
        bytes = bytes.subarray(0, at)
        break
      case 2:
        if (at + 4 <= bytes.length) bytes.writeUInt32LE(borders[random(borders.length)] as number, at)
        break
      case 3:
        if (at + 4 <= bytes.length) bytes.writeUInt32BE(borders[random(borders.length)] as number, at)
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(at + 1), at), bytes.subarray(at)])
        break
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + random(20)))])
        break
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(Array.from({ length: random(8) }, () => random(256))), bytes.subarray(at)])
    }
    if (bytes.length === 0) return Buffer.from([random(256)])
  }
  return bytes
}

function fuzz(seeds: readonly Buffer[], read: (bytes: Buffer) => unknown): { readonly tried: number; readonly refused: number } {
  let tried = 0
  let refused = 0
  for (const end = performance.now() + milliseconds; performance.now() < end; tried += 1) {
    const bytes = damage(seeds[random(seeds.length)] as Buffer)
    const begun = performance.now()
    try {
      read(bytes)
    } catch (error) {
      refused += 1
      const problem = error instanceof Error ? error.message : error
      assert.ok(error instanceof Error && typeof problem === 'string', `${problem}: ${bytes.toString('base64').slice(0, 2000)}`)
      // What our own code did not foresee shows as one of these.
      assert.doesNotMatch(
        problem,
        /is not a function|is not iterable|undefined|Cannot read|Maximum call stack|Invalid (typed )?array length|heap/i,
        bytes.toString('base64').slice(0, 4000),
      )
    }
    const took = performance.now() - begun
    assert.ok(took < LIMIT_MS, `${Math.round(took)} ms for ${bytes.toString('base64').slice(0, 2000)}`)
  }
  return { tried, refused }
}

const csv = Buffer.from('1,2.5,-3e4,,nan\n0,1,"2",3,4\r\n1,.5,+7,inf,1_0\n')
const libsvm = Buffer.from('1:0.5 qid:1 0:1.5 3:2 # x\n0 1:1e5 2:-.5\n')
const tree = {
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  split_indices: [1, 0, 0],
  split_conditions: [0.5, -0.1, 0.1],
  default_left: [1, 0, 0],
}
const json = Buffer.from(
  JSON.stringify({
    learner: {
      learner_model_param: { base_score: '5E-1', num_class: '0', num_feature: '3' },
      objective: { name: 'binary:logistic' },
      gradient_booster: { name: 'gbtree', model: { trees: [tree, tree], tree_info: [0, 0] } },
    },
  }),
)

/** A model in the binary format: one tree of three nodes. */
function legacyModel(objective = 'binary:logistic', booster = 'gbtree'): Buffer {
  const learner = Buffer.alloc(136)
  learner.writeFloatLE(0.5, 0)
  learner.writeUInt32LE(3, 4)
  learner.writeUInt32LE(1, 20)
  const text = (value: string) => {
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(value.length))
    return Buffer.concat([length, Buffer.from(value)])
  }
  const model = Buffer.alloc(160)
  model.writeInt32LE(1, 0)
  model.writeInt32LE(1, 24)
  const head = Buffer.alloc(148)
  head.writeInt32LE(1, 0)
  head.writeInt32LE(3, 4)
  const node = (left: number, right: number, feature: number, value: number) => {
    const bytes = Buffer.alloc(20)
    bytes.writeInt32LE(left, 4)
    bytes.writeInt32LE(right, 8)
    bytes.writeUInt32LE(feature, 12)
    bytes.writeFloatLE(value, 16)
    return bytes
  }
  const nodes = [node(1, 2, 1, 0.5), node(-1, -1, 0, -0.1), node(-1, -1, 0, 0.1)]
  return Buffer.concat([Buffer.from('binf'), learner, text(objective), text(booster), model, head, ...nodes, Buffer.alloc(48), Buffer.alloc(4)])
}

/** The JSON above as UBJSON. */
function ubjson(value: unknown): Buffer {
  const length = (size: number) => {
    const bytes = Buffer.alloc(9)
    bytes.write('L')
    bytes.writeBigInt64BE(BigInt(size), 1)
    return bytes
  }
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), length(value.length), Buffer.from(value)])
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) {
    const cells = value.map((each) => {
      const bytes = Buffer.alloc(4)
      bytes.writeFloatBE(each as number)
      return bytes
    })
    return Buffer.concat([Buffer.from('[$d#'), length(value.length), ...cells])
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from('[#'), length(value.length), ...value.map(ubjson)])
  const entries = Object.entries(value as object).flatMap(([name, each]) => [length(name.length), Buffer.from(name), ubjson(each)])
  return Buffer.concat([Buffer.from('{'), ...entries, Buffer.from('}')])
}

const readModel = (bytes: Buffer) => {
  const model = describeModel(bytes)
  const cells = new Float32Array(Math.min(model.columns, 1000)).fill(Number.NaN)
  return model.columns <= 1000 ? buildEvaluator(model, 'base-first')?.predict(cells, 1, model.columns) : undefined
}

const readers: [name: string, seeds: readonly Buffer[], read: (bytes: Buffer) => unknown][] = [
  [
    'csv to train on',
    [csv],
    (bytes) => parseTrainingCsv([bytes], { delimiter: sniffDelimiter(bytes.toString('utf8').split('\n')[0] ?? '') ?? ',', weights: random(2) === 0 }),
  ],
  ['csv of a request', [Buffer.from('1,2.5,-3e4,,nan\n0,1, 2 ,3,4\n1,.5,+7,inf,1_0\n')], (bytes) => parseInferenceCsv(strip(bytes), ',')],
  ['libsvm to train on', [libsvm], (bytes) => parseLibsvm([bytes])],
  ['libsvm of a request', [Buffer.from('0:1.5 3:2\n1 1:1e5 2:-.5\n')], (bytes) => parseInferenceLibsvm(strip(bytes))],
  [
    'recordio-protobuf',
    [
      Buffer.concat([writeRecord({ values: [1, 2, 3] }, [1]), writeRecord({ values: [4, 5, 6] }, [0])]),
      writeRecord({ values: [1], keys: [2], shape: [5] }, [1], 'float64'),
    ],
    recordTable,
  ],
  [
    'parquet files through a pipe',
    [Buffer.concat([Buffer.from('PAR1some rows'), Buffer.from([4, 0, 0, 0]), Buffer.from('PAR1PAR1more'), Buffer.from([2, 0, 0, 0]), Buffer.from('PAR1')])],
    (bytes) => assert.ok(bytes.equals(Buffer.concat(splitParquet(bytes).map(({ read }) => read())))),
  ],
  ['models', [json, ubjson(JSON.parse(json.toString())), legacyModel(), legacyModel('multi:softprob'), legacyModel('reg:gamma', 'dart')], readModel],
  ['pickles', [pickleBooster(legacyModel(), 3, { best_iteration: 4, best_score: 0.5 })], (bytes) => readModel(unpickleBooster(bytes).model)],
]

for (const [name, seeds, read] of readers) {
  test(`damaged ${name}`, (t) => {
    for (const seed of seeds) if (!seed.includes('multi:softprob') && !seed.includes('dart')) read(seed)
    const { tried, refused } = fuzz(seeds, read)
    t.diagnostic(`${tried} inputs, ${refused} refused`)
    assert.ok(tried > 20)
  })
}

test('models that lie: circles, a thousand million nodes, other features, foreign classes', () => {
  const changed = (change: (trees: (typeof tree)[]) => void) => {
    const model = JSON.parse(json.toString()) as { learner: { gradient_booster: { model: { trees: (typeof tree)[] } } } }
    change(model.learner.gradient_booster.model.trees)
    return Buffer.from(JSON.stringify(model))
  }
  const manyNodes = legacyModel()
  manyNodes.writeInt32LE(1_000_000_000, manyNodes.indexOf('gbtree') + 6 + 160 + 4)
  const longText = legacyModel()
  longText.writeBigUInt64LE(2n ** 62n, 4 + 136)
  const cases: [Buffer, RegExp][] = [
    [changed((trees) => Object.assign(trees[0] as object, { left_children: [0, -1, -1] })), /leads nowhere or in a circle/],
    [changed((trees) => Object.assign(trees[1] as object, { right_children: [99, -1, -1] })), /leads nowhere or in a circle/],
    [changed((trees) => Object.assign(trees[1] as object, { split_indices: [7, 0, 0] })), /a feature that does not exist/],
    [changed((trees) => Object.assign(trees[1] as object, { default_left: [1] })), /lists of different lengths/],
    [manyNodes, /cut short/],
    [longText, /no XGBoost model/],
    [Buffer.from('{}'), /no XGBoost model/],
    [Buffer.concat([Buffer.from('[$Z#L'), Buffer.from('0000000000ffffff', 'hex')]), /.+/],
  ]
  for (const [bytes, reason] of cases) assert.throws(() => describeModel(bytes), reason)
})

test('a pickle is read, never run', () => {
  const trace = path.join(os.tmpdir(), `kenja-owned-${process.pid}`)
  const programs = [
    `\x80\x04cposix\nsystem\n(S'touch ${trace}'\ntR.`,
    `cos\nsystem\n(S'touch ${trace}'\ntR.`,
    `\x80\x04\x8c\x08builtins\x8c\x04eval\x93\x8c\x01x\x85R.`,
    `\x80\x02c__builtin__\nbytearray\n\x81.`,
  ]
  for (const program of programs) assert.throws(() => unpickleBooster(Buffer.from(program, 'latin1')))
  const ran = existsSync(trace)
  rmSync(trace, { force: true })
  assert.equal(ran, false)
})
