import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ImageName, imageVersion } from '../versions.ts'
import { validateHyperparameters } from './validate.ts'

const needed = { num_round: '10', objective: 'binary:logistic' }

test('the tutorial’s hyperparameters pass with 0.72 and reach XGBoost as Python would write them', () => {
  const given = { max_depth: '5', eta: '0.2', gamma: '4', min_child_weight: '6', subsample: '0.8', silent: '0', objective: 'binary:logistic', num_round: '100' }
  const texts = Object.fromEntries([...validateHyperparameters(given, imageVersion('0.72'))].map(([name, { text }]) => [name, text]))
  assert.deepEqual(texts, { ...given, gamma: '4.0', min_child_weight: '6.0' })
})

test('order of the checks, names by version, ranges, lists and dependencies, in the image’s words', () => {
  const cases: [Record<string, string>, string | RegExp, ImageName?][] = [
    [{ bogus: '1' }, 'Missing required hyperparameter: num_round'],
    [{ ...needed, bogus: '1', eta: 'x' }, 'Extraneous hyperparameter found: bogus'],
    [{ ...needed, single_precision_histogram: 'true' }, 'Extraneous hyperparameter found: single_precision_histogram', '1.7-1'],
    [{ ...needed, verbosity: '1' }, 'Extraneous hyperparameter found: verbosity', '0.72'],
    [{ ...needed, num_parallel_tree: '2' }, 'Extraneous hyperparameter found: num_parallel_tree', '0.90-1'],
    [{ ...needed, learning_rate: '0.1' }, 'Extraneous hyperparameter found: learning_rate', '0.90-1'],
    [{ ...needed, save_model_on_termination: 'true' }, 'Extraneous hyperparameter found: save_model_on_termination', '0.90-2'],
    [{ ...needed, tree_method: 'gpu_hist' }, 'GPU training is not supported yet.', '1.0-1'],
    [{ ...needed, eval_metric: 'f1_binary' }, /^Hyperparameter eval_metric: value \['f1_binary'\] not in range \['accuracy', .*'tweedie-nloglik'\]$/, '1.2-1'],
    [{ ...needed, _nfold: '3' }, 'Extraneous hyperparameter found: _nfold', '1.2-2'],
    [{ ...needed, objective: 'reg:absoluteerror' }, /^Hyperparameter objective: reg:absoluteerror is not in \['aft_loss_distribution', /, '1.7-1'],
    [
      { ...needed, updater: 'grow_histmaker,grow_colmaker' },
      "Only one tree grow plugin can be selected. Choose one from thefollowing: 'grow_colmaker', 'distcol', 'grow_histmaker', 'grow_skmaker'",
    ],
    [{ ...needed, eta: 'x' }, 'Hyperparameter eta: could not parse value (caused by ValueError)'],
    [{ ...needed, max_depth: '0x5' }, 'Hyperparameter max_depth: could not parse value (caused by ValueError)'],
    [{ ...needed, eta: '1e1' }, 'Hyperparameter eta: 10.0 is not in [0, 1]'],
    [{ ...needed, subsample: '0' }, 'Hyperparameter subsample: 0.0 is not in (0, 1]'],
    [{ ...needed, tweedie_variance_power: '2' }, 'Hyperparameter tweedie_variance_power: 2.0 is not in (1, 2)'],
    [{ ...needed, booster: 'tree' }, "Hyperparameter booster: tree is not in ['gbtree', 'gblinear', 'dart']"],
    [{ ...needed, seed: '2147483647' }, 'Hyperparameter seed: 2147483647 is not in (-2147483648, 2147483647)'],
    [{ ...needed, eval_metric: 'error@x' }, "Threshold value 't' in 'error@t' expects float input."],
    [
      { ...needed, monotone_constraints: '(1, -1)' },
      "monotone_constraints can be used only when the tree_method parameter is set to either 'exact' or 'hist'.",
    ],
    [{ ...needed, monotone_constraints: '(1, 5)', tree_method: 'hist' }, 'Hyperparameter monotone_constraints: value (1, 5) not in range [-1, 0, 1]'],
    [{ ...needed, objective: 'reg:squarederror', eval_metric: 'rmse,auc' }, "Metric 'auc' can only be applied for classification and ranking problems."],
  ]
  for (const [given, message, image = '1.7-1'] of cases) assert.throws(() => validateHyperparameters(given, imageVersion(image)), { message })
})

test('what Python reads as a number is one', () => {
  const values = validateHyperparameters(
    { ...needed, max_depth: ' +1_0 ', eta: ' .5', gamma: '1_000.5', lambda: 'inf', interaction_constraints: '[[1, 2], [3]]', tree_method: 'hist' },
    imageVersion('1.7-1'),
  )
  assert.deepEqual(
    ['max_depth', 'eta', 'gamma', 'lambda', 'interaction_constraints'].map((name) => values.get(name)?.text),
    ['10', '0.5', '1000.5', 'inf', '[[1, 2], [3]]'],
  )
})
