import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { UserError } from './failure.ts'
import { log } from './log.ts'

/** Folders below the channel's own that are still read; AWS's image ignores deeper files with a warning. */
const MAX_DEPTH = 3

export interface InputFile {
  readonly path: string
  readonly size: number
}

/** The files of a channel, sorted by path. @throws UserError on a hidden file. */
export function inputFiles(folder: string): InputFile[] {
  if (!existsSync(folder)) return []
  const files: InputFile[] = []
  let tooDeep = false
  const walk = (at: string, depth: number) => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(at, entry.name)
      const stat = statSync(file)
      if (stat.isDirectory()) {
        if (depth < MAX_DEPTH) walk(file, depth + 1)
        else tooDeep = true
      } else {
        if (entry.name.startsWith('.')) throw new UserError('Hidden file found in the data path! Remove that before training.')
        files.push({ path: file, size: stat.size })
      }
    }
  }
  walk(folder, 1)
  if (tooDeep) {
    log(
      'WARNING',
      `The depth of folder ${folder} exceed the limit ${MAX_DEPTH}. Files in deeper sub dirs won't be loaded. Please adjust the folder structure accordingly.`,
    )
  }
  return files
}

export const totalSize = (files: readonly InputFile[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** Warns of files that are likely the same in both channels: name and size agree. */
export function warnOfDuplicates(train: readonly InputFile[], validation: readonly InputFile[]): void {
  for (const file of train) {
    const twin = validation.find((other) => path.basename(other.path) === path.basename(file.path) && other.size === file.size)
    if (twin) {
      log(
        'WARNING',
        `Suspected identical files found. (${file.path} and ${twin.path}with same size ${file.size} bytes). Note: Duplicate data in the training set and validation set is usually not intentional and can impair the validity of the model evaluation by the validation score.`,
      )
    }
  }
}
