/** The end of the tutorial: numbers, plot, times, what still runs. */
import { type RocPoint, rocPlot } from '../terminal/roc-plot.ts'
import { displayWidth, duration, padTo, style } from '../terminal/style.ts'
import type { Messages } from './messages.ts'

/** What the notebook's ROC cell displays as application/vnd.kenja.result+json. */
export interface TutorialResult {
  readonly rows: number
  readonly confusion: { readonly tn: number; readonly fp: number; readonly fn: number; readonly tp: number }
  readonly rate: number
  readonly auc: number
  readonly roc: readonly RocPoint[]
  readonly bucket: string
  readonly trainingJob: string
  readonly endpoint: string
}

/** All in milliseconds. */
export interface Times {
  readonly setUp: number
  readonly training?: number | undefined
  readonly deployment?: number | undefined
  readonly all: number
}

export function report(result: TutorialResult, times: Times, texts: Messages): string[] {
  const plot = rocPlot(result.roc)
  return [
    '',
    style.bold(`${texts.result}  `) + style.dim(texts.rows(result.rows)),
    '',
    ...confusionMatrix(result.confusion, texts),
    '',
    `  ${texts.rate}  ${style.bold(`${(result.rate * 100).toFixed(2)} %`)}     ${texts.auc}  ${style.bold(result.auc.toFixed(4))}`,
    '',
    ...plot.map((line) => `  ${line}`),
    `  ${style.dim(texts.rocTitle)}`,
    '',
    style.bold(texts.times),
    ...timeLines(times, texts),
  ]
}

function confusionMatrix({ tn, fp, fn, tp }: TutorialResult['confusion'], texts: Messages): string[] {
  const percentage = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(0)} %`)
  const cell = (count: number, column: number) => `${count.toLocaleString('en').padStart(8)} ${style.dim(percentage(count, column).padStart(5))}`
  const label = Math.max(...[texts.observed, texts.no, texts.yes].map(displayWidth)) + displayWidth(texts.observed) + 2
  const row = (name: string, left: number, right: number) => `  ${padTo(name, label)}${cell(left, tn + fn)} ${cell(right, fp + tp)}`
  return [
    `  ${' '.repeat(label)}${texts.predicted} ${padTo(texts.no, 12)} ${texts.predicted} ${texts.yes}`,
    row(`${texts.observed} ${texts.no}`, tn, fp),
    row(`${texts.observed} ${texts.yes}`, fn, tp),
  ]
}

function timeLines(times: Times, texts: Messages): string[] {
  const entries: [string, number | undefined][] = [
    [texts.timeSetUp, times.setUp],
    [texts.timeTraining, times.training],
    [texts.timeDeployment, times.deployment],
    [texts.timeAll, times.all],
  ]
  const width = Math.max(...entries.map(([name]) => displayWidth(name)))
  return entries.flatMap(([name, ms]) => (ms === undefined ? [] : [`  ${padTo(name, width)}  ${duration(ms)}`]))
}
