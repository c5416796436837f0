import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replaceSection } from './profile.ts'

const section = '[kenja]\nkey = new'

test('a section is added behind what is there', () => {
  assert.equal(replaceSection('', 'kenja', section), '[kenja]\nkey = new\n')
  assert.equal(replaceSection('[default]\nkey = mine\n', 'kenja', section), '[default]\nkey = mine\n\n[kenja]\nkey = new\n')
})

test('a section that is there is replaced, and no other line changes', () => {
  const before = '# mine\n[default]\nkey = mine\n\n[kenja]\nkey = old\nmore = old\n\n[work]\nkey = work\n'
  assert.equal(replaceSection(before, 'kenja', section), '# mine\n[default]\nkey = mine\n\n[kenja]\nkey = new\n\n[work]\nkey = work\n')
  assert.equal(replaceSection('[kenja]\nkey = old\n', 'kenja', section), '[kenja]\nkey = new\n')
})
