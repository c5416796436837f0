import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setParameters } from '../tutorial/run-tutorial.ts'
import type { Execution, Kernel, Output } from './kernel.ts'
import { displayed, type Notebook, runNotebook, sourceOf, titleOf } from './run-notebook.ts'

const code = (source: string, metadata = {}) => ({ cell_type: 'code' as const, source, metadata })
const notebook = (...cells: Notebook['cells']): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })

/** A kernel that answers each source as the test says. */
function kernelOf(answers: Record<string, Execution>): Kernel {
  return {
    execute: async (source: string, onOutput: (output: Output) => void) => {
      const execution = answers[source] as Execution
      for (const output of execution.outputs) onOutput(output)
      return execution
    },
  } as unknown as Kernel
}
const silent = { started() {}, printed() {}, async ended() {} }

test('cells run in order, outputs stay in the notebook, and the first that raises ends the run', async () => {
  const book = notebook(code('one'), { cell_type: 'markdown', source: 'text', metadata: {} }, code('two'), code('three'))
  const stream: Output = { output_type: 'stream', name: 'stdout', text: 'a\nb' }
  const error = { name: 'ValueError', value: 'no', traceback: ['line'] }
  const kernel = kernelOf({ one: { executionCount: 1, outputs: [stream] }, two: { executionCount: 2, outputs: [], error } })
  const failed = await runNotebook(kernel, book, silent, () => 0)
  assert.equal(failed?.cell, book.cells[2])
  assert.deepEqual(failed?.error, error)
  assert.deepEqual(book.cells[0]?.outputs, [{ output_type: 'stream', name: 'stdout', text: ['a\n', 'b'] }])
  assert.equal(book.cells[3]?.outputs, undefined)
})

test('a cell is titled by its metadata, else by its first line', () => {
  assert.equal(titleOf(code('x = 1\ny', { kenja: { id: 'a', title: 'Set x' } })), 'Set x')
  assert.equal(titleOf(code('x = 1\ny')), 'x = 1')
})

test('the last display of a kind counts', () => {
  const show = (value: number): Output => ({ output_type: 'display_data', data: { 'application/x': value }, metadata: {} })
  assert.equal(displayed([show(1), show(2), { output_type: 'stream', name: 'stdout', text: '' }], 'application/x'), 2)
  assert.equal(displayed([], 'application/x'), undefined)
})

test('parameters become Python, whatever is in them', () => {
  const book = notebook(code('data = ""', { tags: ['parameters'] }))
  setParameters(book, { data: 'it\'s "a"\n\\file', keep: true })
  assert.equal(sourceOf(book.cells[0] as Notebook['cells'][0]), 'data = "it\'s \\"a\\"\\n\\\\file"\nkeep = True\n')
})
