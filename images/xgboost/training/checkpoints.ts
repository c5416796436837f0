import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Booster } from '../engine/booster.ts'

const NAME = 'xgboost-checkpoint'
/** The platform does not copy files that end so: they are being written. */
export const PARTIAL = '.sagemaker-ignore'
const UPLOADING = '.sagemaker-uploading'
const UPLOADED = '.sagemaker-uploaded'
/** The newest ones stay; older ones of this run are deleted. */
const KEPT = 5

export interface Checkpoint {
  readonly file: string
  readonly content: Buffer
  /** Rounds that it has: the next one to do. */
  readonly rounds: number
}

/** The checkpoint with the highest number, if there is one. */
export function latestCheckpoint(folder: string | undefined): Checkpoint | undefined {
  if (!folder || !existsSync(folder)) return undefined
  const latest = Math.max(...numbers(folder))
  if (latest < 0) return undefined
  const file = path.join(folder, `${NAME}.${latest}`)
  return { file, content: readFileSync(file), rounds: latest + 1 }
}

const numbers = (folder: string): number[] => {
  const found = readdirSync(folder).flatMap((name) => /^xgboost-checkpoint\.(\d{1,9})$/.exec(name)?.[1] ?? [])
  return found.length > 0 ? found.map(Number) : [-1]
}

/** Saves a file a round and deletes what is older than the five newest; files of earlier runs are left alone, as the image does. */
export class CheckpointWriter {
  readonly #folder: string
  readonly #earlier: ReadonlySet<string>
  #toDelete: string[] = []

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    this.#earlier = new Set(readdirSync(folder))
  }

  save(booster: Booster, round: number): void {
    const file = path.join(this.#folder, `${NAME}.${round}`)
    booster.save(`${file}${PARTIAL}`)
    renameSync(`${file}${PARTIAL}`, file)
    if (round >= KEPT) this.#toDelete.push(`${NAME}.${round - KEPT}`)
    this.#toDelete = this.#toDelete.filter((name) => !this.#delete(name))
  }

  /** False while the platform is uploading the file: it is tried again after the next round. */
  #delete(name: string): boolean {
    if (this.#earlier.has(name)) return true
    const file = path.join(this.#folder, name)
    if (existsSync(`${file}${UPLOADING}`) && !existsSync(`${file}${UPLOADED}`)) return false
    rmSync(file, { force: true })
    return true
  }
}
