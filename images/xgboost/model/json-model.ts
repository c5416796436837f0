import type { ModelDescription, Tree } from './tree-model.ts'

interface JsonTree {
  readonly left_children: ArrayLike<number>
  readonly right_children: ArrayLike<number>
  readonly split_indices: ArrayLike<number>
  readonly split_conditions: ArrayLike<number>
  readonly default_left: ArrayLike<number | boolean>
  readonly categories_nodes?: ArrayLike<number>
  readonly tree_param?: { readonly size_leaf_vector?: string }
}

interface JsonModel {
  readonly learner: {
    readonly learner_model_param: { readonly base_score: string; readonly num_class: string; readonly num_feature: string; readonly num_target?: string }
    readonly objective: { readonly name: string }
    readonly gradient_booster: { readonly name: string; readonly model?: { readonly trees: readonly JsonTree[] } }
  }
}

/** The schema of libxgboost's JSON and UBJSON models (1.0 and later). */
export function readJsonModel(content: unknown): ModelDescription {
  const learner = (content as JsonModel | undefined)?.learner
  if (!learner?.learner_model_param) throw new Error('the file is no XGBoost model')
  const { learner_model_param: parameters, objective, gradient_booster: booster } = learner
  // From 3.1 on the base score is a list, one for each output.
  const scores = parameters.base_score.replace(/[[\]]/g, '').split(',').map(Number)
  const classes = Number(parameters.num_class)
  const trees = booster.name === 'gbtree' ? booster.model?.trees : undefined
  const isOneOutput = classes <= 1 && Number(parameters.num_target ?? 1) <= 1 && scores.length === 1
  return {
    objective: objective.name,
    columns: Number(parameters.num_feature),
    classes,
    baseScore: Math.fround(scores[0] ?? 0.5),
    baseIsMargin: false,
    ...(isOneOutput && trees?.every(isPlain) && { trees: trees.map(toTree) }),
  }
}

const isPlain = ({ categories_nodes: categories, tree_param: parameters }: JsonTree) =>
  (categories?.length ?? 0) === 0 && Number(parameters?.size_leaf_vector ?? 1) <= 1

const toTree = (tree: JsonTree): Tree => ({
  left: tree.left_children,
  right: tree.right_children,
  feature: tree.split_indices,
  value: tree.split_conditions,
  defaultLeft: tree.default_left,
})
