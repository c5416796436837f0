import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth } from '../terminal/style.ts'
import { messages } from './messages.ts'
import { report, type TutorialResult } from './report.ts'

const result: TutorialResult = {
  rows: 12_357,
  confusion: { tn: 10_785, fp: 151, fn: 1143, tp: 278 },
  rate: 0.8953,
  auc: 0.7765,
  roc: [
    { fpr: 0, tpr: 0 },
    { fpr: 1, tpr: 1 },
  ],
  bucket: 'b',
  trainingJob: 't',
  endpoint: 'e',
}

for (const language of ['en', 'ja'] as const) {
  test(`the report in ${language} shows the counts under their heads, the rate, the AUC and the times that are known`, () => {
    const lines = report(result, { setUp: 200, training: 1500, all: 65_000 }, messages[language])
    const head = lines.findIndex((line) => line.includes(messages[language].predicted))
    const [heads = '', no = '', yes = ''] = lines.slice(head, head + 3)
    assert.ok(displayWidth(heads) === displayWidth(no) && displayWidth(no) === displayWidth(yes), 'columns end alike')
    assert.match(no, /10,785 +90 % +151 +35 %$/)
    assert.match(yes, /1,143 +10 % +278 +65 %$/)
    const text = lines.join('\n')
    assert.match(text, /89\.53 %/)
    assert.match(text, /0\.7765/)
    assert.match(text, /1\.5 s/)
    assert.match(text, /1 min 05 s/)
    assert.ok(!text.includes(messages[language].timeDeployment), 'a time that is not known is not told')
  })
}
