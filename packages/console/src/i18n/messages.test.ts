/** Both languages of every catalogue: complete by type; here, that no Japanese text was forgotten in English. */
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Catalogue } from './messages.ts'

const source = join(import.meta.dirname, '..')
const files = globSync('**/*.messages.ts', { cwd: source }).sort()

/** Names that both languages write alike. */
const SAME = /^(ARN|URL|URI|IAM|S3 URI|CloudWatch|CloudTrail|Amazon S3|Amazon SageMaker AI|XGBoost .*)$/
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

async function textsOf(file: string): Promise<{ readonly where: string; readonly en: string; readonly ja: string }[]> {
  const module = (await import(join(source, file))) as Record<string, Catalogue>
  return Object.values(module).flatMap(({ en, ja }) => {
    assert.deepEqual(Object.keys(ja), Object.keys(en), `${file}: the same keys in the same order`)
    return Object.keys(en).map((key) => ({ where: `${file} ${key}`, en: spoken(en[key]), ja: spoken(ja[key]) }))
  })
}

/** A text with parameters is called with something that stands for them. */
const spoken = (text: unknown): string => (typeof text === 'function' ? String((text as (...parts: unknown[]) => string)(2, 'NAME')) : String(text))

test('there are catalogues, and each says the same things in both languages', async () => {
  const all = (await Promise.all(files.map(textsOf))).flat()
  assert.ok(all.length > 300, String(all.length))
  const wrong = all.filter(({ en, ja }) => en === '' || ja === '' || (en === ja && !SAME.test(en)) || (!JAPANESE.test(ja) && !SAME.test(ja)))
  assert.deepEqual(wrong, [])
})

test('Japanese as this console writes it: full-width full stop, half-width brackets and digits, no sentence that ends in English punctuation', async () => {
  const all = (await Promise.all(files.map(textsOf))).flat()
  const wrong = all.filter(({ ja }) => /[（）０-９Ａ-Ｚａ-ｚ，．]|[ぁ-ん一-龯]\.(\s|$)|です$|ます$/.test(ja))
  assert.deepEqual(
    wrong.map(({ where, ja }) => `${where}: ${ja}`),
    [],
  )
})
