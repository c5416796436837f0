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

interface JsonTrees {
  readonly trees: readonly JsonTree[]
  readonly tree_info?: ArrayLike<number>
}

interface JsonModel {
  readonly learner: {
    readonly learner_model_param: { readonly base_score: string; readonly num_class: string; readonly num_feature: string; readonly num_target?: string }
    readonly objective: { readonly name: string }
    readonly gradient_booster: {
      readonly name: string
      readonly model?: JsonTrees
      /** Dart keeps its trees one level deeper. */
      readonly gbtree?: { readonly model?: JsonTrees }
      readonly weight_drop?: ArrayLike<number>
    }
  }
}

/** The schema of libxgboost's JSON and UBJSON models (1.0 and later). */
export function readJsonModel(content: unknown): ModelDescription {
  const learner = (content as JsonModel | undefined)?.learner
  if (!learner?.learner_model_param || !learner.gradient_booster || typeof learner.objective?.name !== 'string') throw new Error(NO_MODEL)
  const { learner_model_param: parameters, objective, gradient_booster: booster } = learner
  if (typeof parameters.base_score !== 'string') throw new Error(NO_MODEL)
  // From 3.1 on the base score is a list, one for each output.
  const scores = parameters.base_score.replace(/[[\]]/g, '').split(',').map(Number)
  const classes = Number(parameters.num_class)
  const trees = booster.name === 'dart' ? booster.gbtree?.model : booster.name === 'gbtree' ? booster.model : undefined
  // Outputs that start from different scores are libxgboost's.
  const isSimple = Number(parameters.num_target ?? 1) <= 1 && scores.every((score) => score === scores[0])
  return {
    objective: objective.name,
    columns: Number(parameters.num_feature),
    classes,
    baseScore: Math.fround(scores[0] ?? 0.5),
    baseIsMargin: false,
    ...(isSimple && trees && Array.isArray(trees.trees) && trees.trees.every(isPlain) && treesOf(trees, classes, booster.weight_drop)),
  }
}

const NO_MODEL = 'the file is no XGBoost model'

function treesOf({ trees, tree_info: groups }: JsonTrees, classes: number, weights: ArrayLike<number> | undefined): Partial<ModelDescription> {
  return { trees: trees.map(toTree), ...(classes > 1 && groups && { treeGroups: groups }), ...(weights && { treeWeights: weights }) }
}

function isPlain(tree: JsonTree): boolean {
  const lists = [tree?.left_children, tree?.right_children, tree?.split_indices, tree?.split_conditions, tree?.default_left]
  if (lists.some((list) => typeof list?.length !== 'number')) throw new Error(NO_MODEL)
  return (tree.categories_nodes?.length ?? 0) === 0 && Number(tree.tree_param?.size_leaf_vector ?? 1) <= 1
}

const toTree = (tree: JsonTree): Tree => ({
  left: tree.left_children,
  right: tree.right_children,
  feature: tree.split_indices,
  value: tree.split_conditions,
  defaultLeft: tree.default_left,
})
