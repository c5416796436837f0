import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSealer } from '../lib/seal.ts'
import { CONSOLE_PURPOSE, createConsoleTokens, issueConsoleToken } from './console-token.ts'

test('a link works once, for five minutes, and not across a restart of the server', () => {
  const sealer = createSealer(Buffer.alloc(32, 1), CONSOLE_PURPOSE)
  let at = 1_000_000
  const now = () => new Date(at)
  const early = issueConsoleToken(sealer, 'AKIAEARLY', now())
  at += 1
  const tokens = createConsoleTokens(() => sealer, now)
  assert.equal(tokens.spend(early), undefined)
  const token = issueConsoleToken(sealer, 'AKIAEXAMPLE', now())
  assert.equal(tokens.spend(token), 'AKIAEXAMPLE')
  assert.equal(tokens.spend(token), undefined)
  const late = issueConsoleToken(sealer, 'AKIAEXAMPLE', now())
  at += 5 * 60_000
  assert.equal(tokens.spend(late), undefined)
  assert.equal(tokens.spend('nonsense'), undefined)
})
