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

/** Width of one column: a count of up to eight characters, a blank, a percentage of five. */
const COLUMN = 14

function confusionMatrix({ tn, fp, fn, tp }: TutorialResult['confusion'], texts: Messages): string[] {
  const percentage = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(0)} %`)
  const cell = (count: number, column: number) => `${count.toLocaleString('en').padStart(8)} ${style.dim(percentage(count, column).padStart(5))}`
  const names = [`${texts.observed} ${texts.no}`, `${texts.observed} ${texts.yes}`] as const
  const heads = [`${texts.predicted} ${texts.no}`, `${texts.predicted} ${texts.yes}`] as const
  const label = Math.max(...names.map(displayWidth))
  const column = Math.max(COLUMN, ...heads.map(displayWidth)) + 3
  const rightAligned = (text: string, width: number) => ' '.repeat(Math.max(0, width - displayWidth(text))) + text
  const gap = ' '.repeat(column - COLUMN)
  const row = (name: string, left: number, right: number) => `  ${padTo(name, label)}${gap}${cell(left, tn + fn)}${gap}${cell(right, fp + tp)}`
  return [`  ${' '.repeat(label)}${heads.map((head) => rightAligned(head, column)).join('')}`, row(names[0], tn, fp), row(names[1], fn, tp)]
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
