import koffi from 'koffi'
import type { Engine, Handle } from './libxgboost.ts'

/** libxgboost's data matrix. Free it when it is no longer used: its memory is not the garbage collector's. */
export class DMatrix {
  readonly handle: Handle
  readonly #engine: Engine

  constructor(engine: Engine, handle: Handle) {
    this.#engine = engine
    this.handle = handle
  }

  get rows(): number {
    return this.#count(this.#engine.api.XGDMatrixNumRow)
  }

  get columns(): number {
    return this.#count(this.#engine.api.XGDMatrixNumCol)
  }

  /** Sets `label` or `weight`: one value a row. */
  setInfo(field: 'label' | 'weight', values: Float32Array): void {
    this.#engine.check(this.#engine.api.XGDMatrixSetFloatInfo(this.handle, field, values, values.length))
  }

  /** A copy of `label` or `weight`; empty when there is none. */
  info(field: 'label' | 'weight'): Float32Array {
    const length = [0]
    const out: Handle[] = [null]
    this.#engine.check(this.#engine.api.XGDMatrixGetFloatInfo(this.handle, field, length, out))
    const size = Number(length[0])
    return size === 0 ? new Float32Array(0) : new Float32Array(koffi.view(out[0], size * 4)).slice()
  }

  /** A new matrix of some rows, labels and weights with them. */
  slice(rows: Int32Array): DMatrix {
    const out: Handle[] = [null]
    this.#engine.check(this.#engine.api.XGDMatrixSliceDMatrix(this.handle, rows, rows.length, out))
    return new DMatrix(this.#engine, out[0])
  }

  free(): void {
    this.#engine.check(this.#engine.api.XGDMatrixFree(this.handle))
  }

  #count(call: (handle: Handle, out: number[]) => number): number {
    const out = [0]
    this.#engine.check(call(this.handle, out))
    return Number(out[0])
  }
}
