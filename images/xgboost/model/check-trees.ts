import type { ModelDescription, Tree } from './tree-model.ts'

/** More outputs than this is no model that anyone trained. */
const MAX_OUTPUTS = 100_000

/** Refuses a model whose trees lead outside or round in circles: neither libxgboost nor the evaluator would notice. @throws Error in a sentence */
export function checkTrees({ trees, columns, classes, treeGroups, treeWeights }: ModelDescription): void {
  if (!Number.isInteger(columns) || columns < 0) throw damaged('its number of features is impossible')
  if (!Number.isInteger(classes) || classes < 0 || classes > MAX_OUTPUTS) throw damaged('its number of classes is impossible')
  if (!trees) return
  for (const tree of trees) checkTree(tree, columns)
  for (const list of [treeGroups, treeWeights]) if (list && list.length !== trees.length) throw damaged('it tells about other trees than it has')
  const outputs = Math.max(classes, 1)
  for (let index = 0; treeGroups && index < treeGroups.length; index += 1) {
    const group = treeGroups[index] as number
    if (!Number.isInteger(group) || group < 0 || group >= outputs) throw damaged('a tree belongs to no output')
  }
}

function checkTree({ left, right, feature, value, defaultLeft }: Tree, columns: number): void {
  const nodes = left.length
  if (nodes === 0 || [right, feature, value, defaultLeft].some((list) => list.length !== nodes)) throw damaged('a tree has lists of different lengths')
  const reached = new Uint8Array(nodes)
  const open = [0]
  reached[0] = 1
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ((left[node] as number) === -1) continue
    if (!((feature[node] as number) >= 0 && (feature[node] as number) < columns)) throw damaged('a tree asks for a feature that does not exist')
    for (const child of [left[node] as number, right[node] as number]) {
      if (!Number.isInteger(child) || child < 0 || child >= nodes || reached[child]) throw damaged('a tree leads nowhere or in a circle')
      reached[child] = 1
      open.push(child)
    }
  }
}

const damaged = (why: string) => new Error(`the model file is damaged: ${why}`)
