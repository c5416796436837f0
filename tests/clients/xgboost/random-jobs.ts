/** Random training jobs: data, hyperparameters and images drawn from a seed, so that a failing one can be run again. */
import type { PythonVersion } from './python-xgboost.ts'

export interface RandomJob {
  readonly image: string
  readonly python: PythonVersion
  readonly hyperparameters: Readonly<Record<string, string>>
  /** CSV with the label first. */
  readonly train: string
  /** CSV without labels. */
  readonly test: string
}

const images: readonly (readonly [image: string, python: PythonVersion])[] = [
  ['0.72', '0.72'],
  ['0.90-1', '0.90'],
  ['0.90-2', '0.90'],
  ['1.0-1', '1.0'],
  ['1.2-1', '1.2'],
  ['1.2-2', '1.2'],
  ['1.3-1', '1.3'],
  ['1.5-1', '1.5'],
  ['1.7-1', '1.7'],
  ['3.0-5', '3.0'],
  ['3.2-0', '3.2'],
]
const everyday: readonly PythonVersion[] = ['0.72', '1.7', '3.0', '3.2']

/** `nightly` draws from all images; else only from those whose Python package is small or there anyway. */
export function randomJob(seed: number, nightly: boolean): RandomJob {
  const random = generator(seed)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  const [image, python] = pick(images.filter(([, version]) => nightly || everyday.includes(version)))
  const old = ['0.72', '0.90', '1.0', '1.2'].includes(python)
  const objective = pick([
    ...['binary:logistic', 'binary:logitraw', 'multi:softprob', 'multi:softmax', 'count:poisson', 'reg:gamma', 'reg:tweedie', 'reg:logistic', 'rank:pairwise'],
    ...(python === '0.72' ? ['reg:linear'] : ['reg:squarederror', 'binary:hinge']),
    ...(old ? [] : ['reg:pseudohubererror', 'reg:squaredlogerror', 'survival:cox']),
    ...(python.startsWith('3') ? ['reg:absoluteerror'] : []),
  ])
  const hyperparameters: Record<string, string> = { objective, num_round: String(1 + Math.floor(random() * 15)), nthread: '1' }
  if (objective.startsWith('multi:')) hyperparameters.num_class = '3'
  const sometimes = (name: string, share: number, ...values: string[]) => {
    if (random() < share) hyperparameters[name] = pick(values)
  }
  // Some of these are refused; then both must refuse.
  sometimes('booster', 0.3, 'gbtree', 'dart', 'gblinear')
  sometimes('eta', 0.6, '0.05', '0.3', '0.9', '1')
  sometimes('max_depth', 0.6, '1', '3', '6', '9')
  sometimes('gamma', 0.4, '0', '0.5', '4')
  sometimes('min_child_weight', 0.4, '0', '1', '6')
  sometimes('subsample', 0.4, '0.5', '0.8')
  sometimes('colsample_bytree', 0.3, '0.5', '0.8')
  sometimes('colsample_bylevel', 0.2, '0.6')
  sometimes('lambda', 0.3, '0', '1', '10')
  sometimes('alpha', 0.3, '0.1', '2')
  sometimes('max_delta_step', 0.2, '0', '1')
  sometimes('tree_method', 0.5, 'auto', 'exact', 'approx', 'hist')
  sometimes('grow_policy', 0.2, 'depthwise', 'lossguide')
  sometimes('max_leaves', 0.2, '0', '8')
  sometimes('max_bin', 0.2, '2', '16', '256')
  sometimes('scale_pos_weight', 0.2, '0.5', '3')
  sometimes('base_score', 0.3, '0.5', '0.2', '0.9')
  sometimes('seed', 0.4, '1', '42', '-7')
  sometimes('num_parallel_tree', 0.15, '2', '3')
  if (image === '0.90-1') delete hyperparameters.num_parallel_tree
  if (hyperparameters.booster === 'dart') {
    sometimes('rate_drop', 0.7, '0.1', '0.5')
    sometimes('skip_drop', 0.3, '0.5')
    sometimes('one_drop', 0.3, '1')
    sometimes('normalize_type', 0.4, 'tree', 'forest')
    sometimes('sample_type', 0.4, 'uniform', 'weighted')
  }
  if (objective === 'reg:tweedie') sometimes('tweedie_variance_power', 0.5, '1.2', '1.8')
  if (!old && hyperparameters.booster !== 'gblinear') {
    hyperparameters.tree_method === 'hist' && sometimes('monotone_constraints', 0.4, '(1,0,-1,0)', '(0,1)')
  }
  return { image, python, hyperparameters, ...data(random, objective) }
}

function data(random: () => number, objective: string): { train: string; test: string } {
  const columns = 4
  const missing = random() < 0.6 ? random() * 0.4 : 0
  // Sums of powers of two: libxgboost's text loader, the image's and Python's readers agree on them to the last bit.
  const scale = 2 ** Math.floor(random() * 8 - 3)
  const whole = random() < 0.3
  const cell = () => {
    const value = whole ? Math.floor(random() * 6) : Math.round((random() * 2 - 0.5) * 256) / 256
    return value * scale
  }
  const row = () => Array.from({ length: columns }, (_, index) => (index > 0 && random() < missing ? '' : String(cell())))
  const labelOf = (features: readonly string[]) => {
    const x = Number(features[0]) / scale + random() * 0.5
    if (objective.startsWith('multi:')) return Math.max(0, Math.min(2, Math.floor(x * 2)))
    if (objective.startsWith('binary:') || objective.startsWith('rank:')) return x > 0.6 ? 1 : 0
    if (objective === 'reg:logistic') return Math.max(0, Math.min(1, Math.round(x * 64) / 64))
    if (objective === 'count:poisson') return Math.max(0, Math.round(x * 3))
    return Math.round((Math.abs(x) + 0.1) * 64) / 64
  }
  const rows = 40 + Math.floor(random() * 200)
  const lines = Array.from({ length: rows }, () => {
    const features = row()
    if (features.at(-1) === '') features[columns - 1] = '0'
    return [labelOf(features), ...features].join(',')
  })
  return {
    train: lines.join('\n'),
    test: Array.from({ length: 60 }, row)
      .map((features) => features.join(','))
      .join('\n'),
  }
}

function generator(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
