import { writeFileSync } from 'node:fs'
import type { Booster } from '../engine/booster.ts'
import type { ImageVersion } from '../versions.ts'
import { pickleBooster } from './pickle-write.ts'

/** The exact name that serving looks for. */
export const modelFileName = 'xgboost-model'

/** What the training adds to the model's bytes where the file is a pickle of Python's object. */
export interface ModelFacts {
  readonly columns: number
  readonly roundsDone?: number
  readonly treesPerRound?: number
  readonly bestIteration?: number
  readonly bestScore?: number
}

/** Writes the model as the image of that version does: a pickle of Python's Booster up to 1.2-2, libxgboost's own file later. */
export function saveModel(booster: Booster, image: ImageVersion, file: string, facts: ModelFacts): void {
  if (image.modelFile === 'native') {
    booster.save(file)
    return
  }
  const { columns, roundsDone = 0, treesPerRound = 1, bestScore, bestIteration = roundsDone - 1 } = facts
  const attributes: Record<string, number> = { best_iteration: bestIteration, best_ntree_limit: (bestIteration + 1) * treesPerRound }
  if (bestScore !== undefined) attributes.best_score = bestScore
  writeFileSync(file, pickleBooster(booster.raw(), columns, roundsDone > 0 ? attributes : {}))
}
