import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeScript, encodeScript } from './lifecycle-script.ts'

test('there and back, with Japanese in it and without carriage returns', () => {
  assert.equal(encodeScript('echo'), 'ZWNobw==')
  assert.equal(decodeScript(encodeScript('# 賢者\r\nset -e\r\n')), '# 賢者\nset -e\n')
})
