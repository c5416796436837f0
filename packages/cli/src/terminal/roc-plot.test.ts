import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rocPlot } from './roc-plot.ts'

const dots = (lines: readonly string[]) => lines.join('').replace(/[^\u2801-\u28ff]/g, '').length

test('a perfect curve fills the left edge and the top, guessing only the diagonal', () => {
  const perfect = rocPlot(
    [
      { fpr: 0, tpr: 1 },
      { fpr: 1, tpr: 1 },
    ],
    10,
    4,
  )
  assert.equal(perfect.length, 6)
  const top = [...(perfect[0] as string).slice(5)]
  assert.equal(top.filter((character) => character >= '\u2801').length, 10, 'the top line is drawn over its whole width')
  for (const line of perfect.slice(0, 4)) assert.ok((line[5] as string) >= '\u2801', 'the left edge is drawn')
  const guess = rocPlot(
    [
      { fpr: 0, tpr: 0 },
      { fpr: 1, tpr: 1 },
    ],
    10,
    4,
  )
  assert.ok(dots(guess.slice(0, 4)) < dots(perfect.slice(0, 4)))
})

test('every line has the same width', () => {
  const lines = rocPlot([
    { fpr: 0, tpr: 0 },
    { fpr: 0.2, tpr: 0.9 },
    { fpr: 1, tpr: 1 },
  ])
  assert.deepEqual([...new Set(lines.slice(0, -2).map((line) => [...line].length))], [49])
})
