/**
 * How the images differ that AWS ships under the tags of `xgboost` and `sagemaker-xgboost`.
 * Sources: the public repository aws/sagemaker-xgboost-container (tags v1.0-1 … v3.0-5) and, for 0.72, published run logs.
 */
export type EngineVersion = '0.72' | '0.90' | '1.0' | '1.2' | '1.3' | '1.5' | '1.7' | '3.0' | '3.2'

export const imageNames = ['0.72', '0.90-1', '0.90-2', '1.0-1', '1.2-1', '1.2-2', '1.3-1', '1.5-1', '1.5-2', '1.7-1', '3.0-5', '3.2-0'] as const
export type ImageName = (typeof imageNames)[number]

export interface ImageVersion {
  /** Key of `imageVersions`; one AWS tag, or both tags of 0.72. */
  readonly name: ImageName
  /** Key of `engines.json`. */
  readonly engine: EngineVersion
  /** `pickle`: Python's pickle of a Booster (≤ 1.2-2); `native`: what XGBoosterSaveModel writes (legacy binary up to 1.7, UBJSON from 2.0). */
  readonly modelFile: 'pickle' | 'native'
  /** text/csv answers outside batch transform: all values on one line, or a line each. */
  readonly csvAnswer: 'one-line' | 'lines'
  /** 0.90 – 1.2-1 answer CSV whatever the Accept header says; so did 0.72. */
  readonly answersJson: boolean
  /** SAGEMAKER_INFERENCE_OUTPUT counts from 1.0-1 on. */
  readonly selectsOutput: boolean
  /** From 1.2-2 on all models of the directory answer together, and any MAX_CONTENT_LENGTH counts; before, the first model and at most 20 MiB. */
  readonly ensembles: boolean
  /**
   * `python-1.2`: xgboost.train's own early stopping up to 1.2: the last printed value, whatever it is of, and the model keeps all rounds.
   * `callback`: the image's choice from 1.3 on: the last named metric on validation data, and only the rounds up to the best one are kept.
   */
  readonly earlyStopping: 'python-1.2' | 'callback'
  /** How a round's metrics are printed: Python's `%g` (six significant digits) or `%.5f`. */
  readonly metricFormat: 'g' | '5f'
  /** 0.72 reports customer mistakes as `ClientError: …`; later images let the toolkit write `framework error: …`. */
  readonly failureStyle: 'client-error' | 'framework-error'
  /** 0.72 refuses a CSV file whose first line holds letters; later images take such a line for a row of missing values. */
  readonly refusesHeaderLine: boolean
}

const old = {
  modelFile: 'pickle',
  csvAnswer: 'one-line',
  answersJson: false,
  selectsOutput: false,
  ensembles: false,
  earlyStopping: 'python-1.2',
  metricFormat: '5f',
  failureStyle: 'framework-error',
  refusesHeaderLine: false,
} as const
const modern = {
  modelFile: 'native',
  csvAnswer: 'lines',
  answersJson: true,
  selectsOutput: true,
  ensembles: true,
  earlyStopping: 'callback',
  metricFormat: '5f',
  failureStyle: 'framework-error',
  refusesHeaderLine: false,
} as const

const differences: Readonly<Record<ImageName, Omit<ImageVersion, 'name'>>> = {
  '0.72': { ...old, engine: '0.72', metricFormat: 'g', failureStyle: 'client-error', refusesHeaderLine: true },
  '0.90-1': { ...old, engine: '0.90' },
  '0.90-2': { ...old, engine: '0.90' },
  '1.0-1': { ...old, engine: '1.0', selectsOutput: true },
  '1.2-1': { ...old, engine: '1.2', selectsOutput: true },
  '1.2-2': { ...old, engine: '1.2', csvAnswer: 'lines', answersJson: true, selectsOutput: true, ensembles: true },
  '1.3-1': { ...modern, engine: '1.3' },
  '1.5-1': { ...modern, engine: '1.5' },
  '1.5-2': { ...modern, engine: '1.5' },
  '1.7-1': { ...modern, engine: '1.7' },
  '3.0-5': { ...modern, engine: '3.0' },
  '3.2-0': { ...modern, engine: '3.2' },
}

/** Looks an image version up; throws a plain sentence for one that is not known. */
export function imageVersion(name: string): ImageVersion {
  const known = imageNames.find((other) => other === name)
  if (!known) throw new Error(`This image has no version ${name}; it knows ${imageNames.join(', ')}.`)
  return { name: known, ...differences[known] }
}

/** Whether the image is `least` or newer. */
export const imageAtLeast = (image: Pick<ImageVersion, 'name'>, least: ImageName): boolean => imageNames.indexOf(image.name) >= imageNames.indexOf(least)

const order: readonly EngineVersion[] = ['0.72', '0.90', '1.0', '1.2', '1.3', '1.5', '1.7', '3.0', '3.2']

/** Whether `engine` is `least` or newer. */
export const atLeast = (engine: EngineVersion, least: EngineVersion): boolean => order.indexOf(engine) >= order.indexOf(least)
