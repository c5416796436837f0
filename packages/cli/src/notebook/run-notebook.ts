/** Runs a notebook's cells in order in a real kernel and keeps their outputs in the notebook, as Jupyter would. */
import type { Execution, Kernel, Output } from './kernel.ts'

export interface Cell {
  readonly cell_type: 'code' | 'markdown' | 'raw'
  readonly source: string | readonly string[]
  readonly metadata: { readonly kenja?: { readonly id: string; readonly title: string } } & Record<string, unknown>
  outputs?: readonly unknown[]
  execution_count?: number | null
}

export interface Notebook {
  readonly cells: Cell[]
  readonly metadata: Record<string, unknown>
  readonly nbformat: number
  readonly nbformat_minor: number
}

export interface CellListener {
  /** `number` counts code cells from 1. */
  started(cell: Cell, number: number, total: number): void
  printed(output: Output): void
  ended(cell: Cell, execution: Execution, milliseconds: number): Promise<void>
}

export const sourceOf = (cell: Cell) => (typeof cell.source === 'string' ? cell.source : cell.source.join(''))

/** The cell's own title, else its first line of code. */
export const titleOf = (cell: Cell) => cell.metadata.kenja?.title ?? sourceOf(cell).split('\n', 1)[0] ?? ''

/**
 * Stops after the first cell that raised, as "Run All" does; that cell's outputs are kept too.
 * @param clock milliseconds, monotonic
 * @returns the execution that raised, or undefined when all cells ran
 */
export async function runNotebook(
  kernel: Kernel,
  notebook: Notebook,
  listener: CellListener,
  clock: () => number,
): Promise<{ readonly cell: Cell; readonly error: NonNullable<Execution['error']> } | undefined> {
  const cells = notebook.cells.filter((cell) => cell.cell_type === 'code' && sourceOf(cell).trim() !== '')
  for (const [index, cell] of cells.entries()) {
    listener.started(cell, index + 1, cells.length)
    const startedAt = clock()
    const execution = await kernel.execute(sourceOf(cell), (output) => listener.printed(output))
    cell.outputs = execution.outputs.map(asStored)
    cell.execution_count = execution.executionCount
    await listener.ended(cell, execution, clock() - startedAt)
    if (execution.error) return { cell, error: execution.error }
  }
  return undefined
}

/** nbformat allows text as one string or as lines; Jupyter writes lines. */
function asStored(output: Output): unknown {
  return output.output_type === 'stream' ? { ...output, text: output.text.split(/(?<=\n)/) } : output
}

/** Reads the MIME bundle that a cell displayed, of the last output that has it. */
export function displayed(outputs: readonly Output[], mimeType: string): unknown {
  for (const output of outputs.toReversed()) {
    if ((output.output_type === 'display_data' || output.output_type === 'execute_result') && mimeType in output.data) return output.data[mimeType]
  }
  return undefined
}
