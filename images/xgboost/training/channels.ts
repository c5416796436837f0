import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Engine } from '../engine/libxgboost.ts'
import type { ImageVersion } from '../versions.ts'
import type { ChannelCheck } from './configuration.ts'
import { UserError } from './failure.ts'
import { type InputFile, inputFiles, totalSize, warnOfDuplicates } from './input-files.ts'
import { type LoadedData, type LoadOptions, loadData } from './load-data.ts'
import { log } from './log.ts'

/** What a channel brought: files, or a pipe. */
export interface ChannelFiles {
  readonly folder: string
  readonly files: readonly InputFile[]
  /** The job has this channel, whether or not anything is in it. */
  readonly given: boolean
}

export interface Channels {
  readonly train: ChannelFiles
  readonly validation: ChannelFiles
}

/** Finds the channels' files, or their pipes, with the image's checks. @throws UserError */
export function findChannels(optMl: string, { hasValidation, pipe }: ChannelCheck): Channels {
  const at = (name: string, given: boolean): ChannelFiles => {
    const folder = path.join(optMl, 'input', 'data', name)
    return { folder, given, files: !given ? [] : pipe ? pipeOf(folder) : inputFiles(folder) }
  }
  const channels = { train: at('train', true), validation: at('validation', hasValidation) }
  if (!pipe) warnOfDuplicates(channels.train.files, channels.validation.files)
  return channels
}

/** The pipe of the first epoch: all that the image ever reads. */
function pipeOf(folder: string): InputFile[] {
  if (!existsSync(`${folder}_0`)) {
    log('INFO', `Pipe path ${folder} does not exist!`)
    return []
  }
  log('INFO', `Pipe path ${folder} found.`)
  return [{ path: `${folder}_0`, size: 1 }]
}

/** On one host each channel must have data; of several hosts those without are left out. @throws UserError */
export function mustHaveData({ train, validation }: Channels): void {
  if (totalSize(train.files) === 0) throw noData('training', train.folder)
  if (validation.given && totalSize(validation.files) === 0) throw noData('validation', validation.folder)
}

export const noData = (channel: 'training' | 'validation', folder: string): UserError => new UserError(`No data in ${channel} channel path ${folder}`)

/** Loads one channel, or several together for cross validation; undefined when there is nothing in it. */
export async function loadChannels(
  engine: Engine,
  image: ImageVersion,
  channels: readonly ChannelFiles[],
  options: LoadOptions,
): Promise<LoadedData | undefined> {
  const files = channels.flatMap((channel) => channel.files)
  if (totalSize(files) === 0) return undefined
  const [folder = ''] = channels.map((channel) => channel.folder)
  const shown = channels.length === 1 ? folder : `[${channels.map((channel) => `'${channel.folder}'`).join(', ')}]`
  if (image.failureStyle !== 'client-error' && !options.pipes) log('INFO', `File path ${shown} of input files`)
  return loadData(engine, image, files, options)
}
