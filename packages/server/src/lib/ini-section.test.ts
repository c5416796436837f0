import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSection, removeSection, replaceSection } from './ini-section.ts'

const text = '# mine\n[a]\nx = 1\n\n[b]\ny=2 # no comment\n'

test('what is read, replaced, added, removed', () => {
  assert.deepEqual(readSection(text, 'a'), { x: '1' })
  assert.deepEqual(readSection(text, 'b'), { y: '2 # no comment' })
  assert.equal(readSection(text, 'c'), undefined)
  assert.equal(replaceSection(text, 'a', '[a]\nx = 3'), '# mine\n[a]\nx = 3\n\n[b]\ny=2 # no comment\n')
  assert.equal(replaceSection('', 'c', '[c]\nz = 1'), '[c]\nz = 1\n')
  assert.equal(replaceSection('[b]\ny=2', 'c', '[c]'), '[b]\ny=2\n\n[c]\n')
  assert.equal(removeSection(text, 'a'), '# mine\n[b]\ny=2 # no comment\n')
  assert.equal(removeSection('[a]\nx = 1\n', 'a'), '')
  assert.equal(removeSection(text, 'c'), text)
})

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
