import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikePickle, unpickleBooster } from './pickle-read.ts'
import { pickleBooster } from './pickle-write.ts'

test('a Booster is pickled and read back', () => {
  const model = Buffer.from('the model’s bytes')
  const pickle = pickleBooster(model, 2, { best_iteration: 99, best_ntree_limit: 100, best_score: 0.125 })
  assert.ok(looksLikePickle(pickle))
  assert.deepEqual(unpickleBooster(pickle), { model, numbers: { best_iteration: 99, best_ntree_limit: 100, best_score: 0.125 } })
})

test('Python 2’s pickles are read too', () => {
  // pickle.dump(booster, protocol=2): the bytearray is text in Latin-1.
  const text =
    '\x80\x02cxgboost.core\nBooster\nq\x00)\x81q\x01}q\x02X\x06\x00\x00\x00handleq\x03c__builtin__\nbytearray\nq\x04X\x03\x00\x00\x00abcq\x05X\x07\x00\x00\x00latin-1q\x06\x86q\x07Rq\x08sb.'
  assert.deepEqual(unpickleBooster(Buffer.from(text, 'latin1')), { model: Buffer.from('abc'), numbers: {} })
})

test('nothing in a pickle is run, and damage is told in a sentence', () => {
  const refused: [string, RegExp][] = [
    ['\x80\x04cposix\nsystem\n(X\x04\x00\x00\x00truetR.', /names posix\.system/],
    ['\x80\x04cbuiltins\neval\n.', /names builtins\.eval/],
    ['\x80\x04}.', /does not hold an xgboost\.core\.Booster/],
    ['\x80\x04\x8c\xffabc', /cut short/],
    ['\x80\x04R.', /damaged/],
    ['\x80\x04h\x05.', /damaged/],
    ['\x80\x04P.', /opcode "P"/],
  ]
  for (const [text, reason] of refused) assert.throws(() => unpickleBooster(Buffer.from(text, 'latin1')), reason)
})
