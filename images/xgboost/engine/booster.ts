import koffi from 'koffi'
import type { DMatrix } from './dmatrix.ts'
import type { CFunction, Engine, Handle } from './libxgboost.ts'

const MARGIN = 1

/** libxgboost's model in training or in use. */
export class Booster {
  readonly #engine: Engine
  #handle: Handle

  constructor(engine: Engine, handle: Handle) {
    this.#engine = engine
    this.#handle = handle
  }

  setParam(name: string, value: string): void {
    this.#engine.check(this.#engine.api.XGBoosterSetParam(this.#handle, name, value))
  }

  update(iteration: number, matrix: DMatrix): void {
    this.#engine.check(this.#engine.api.XGBoosterUpdateOneIter(this.#handle, iteration, matrix.handle))
  }

  /** libxgboost's own line, for example `[0]\ttrain-error:0.100482`. */
  evaluate(iteration: number, matrices: readonly DMatrix[], names: readonly string[]): string {
    const out = ['']
    const handles = matrices.map((matrix) => matrix.handle)
    this.#engine.check(this.#engine.api.XGBoosterEvalOneIter(this.#handle, iteration, handles, names, handles.length, out))
    return out[0] as string
  }

  /**
   * Predictions, row by row (a row has as many values as the objective gives it), copied.
   * `trees` counts boosted rounds from 1.5 on and single trees before; 0 means all.
   */
  predict(matrix: DMatrix, { margin = false, trees = 0 }: { margin?: boolean; trees?: number } = {}): Float32Array {
    const { later } = this.#engine
    const out: Handle[] = [null]
    const length = [0]
    const mask = margin ? MARGIN : 0
    if (later.predictFromDMatrix) return this.#predictFromDMatrix(later.predictFromDMatrix, matrix, mask, trees)
    if (later.predict100) this.#engine.check(later.predict100(this.#handle, matrix.handle, mask, trees, 0, length, out))
    else if (later.predict72) this.#engine.check(later.predict72(this.#handle, matrix.handle, mask, trees, length, out))
    return copyFloats(out[0], Number(length[0]))
  }

  #predictFromDMatrix(call: CFunction, matrix: DMatrix, type: number, rounds: number): Float32Array {
    const config = `{"type":${type},"training":false,"iteration_begin":0,"iteration_end":${rounds},"strict_shape":false}`
    const shape: Handle[] = [null]
    const dimensions = [0]
    const out: Handle[] = [null]
    this.#engine.check(call(this.#handle, matrix.handle, config, shape, dimensions, out))
    const sizes = new BigUint64Array(koffi.view(shape[0], Number(dimensions[0]) * 8))
    return copyFloats(out[0], Number(sizes.reduce((product, size) => product * size, 1n)))
  }

  /** Writes the model in the format of this version (the legacy binary up to 1.7; from 2.0 UBJSON, or what the name's suffix says). */
  save(file: string): void {
    this.#engine.check(this.#engine.api.XGBoosterSaveModel(this.#handle, file))
  }

  /** The model's bytes in the legacy binary format (up to 1.7). */
  raw(): Buffer {
    const { getModelRaw, saveToBuffer } = this.#engine.later
    const length = [0]
    const out: Handle[] = [null]
    if (getModelRaw) this.#engine.check(getModelRaw(this.#handle, length, out))
    else if (saveToBuffer) this.#engine.check(saveToBuffer(this.#handle, '{"format":"ubj"}', length, out))
    return Buffer.from(Buffer.from(koffi.view(out[0], Number(length[0]))))
  }

  load(bytes: Uint8Array): void {
    this.#engine.check(this.#engine.api.XGBoosterLoadModelFromBuffer(this.#handle, bytes, bytes.length))
  }

  setAttribute(name: string, value: string): void {
    this.#engine.check(this.#engine.api.XGBoosterSetAttr(this.#handle, name, value))
  }

  attribute(name: string): string | undefined {
    const out = ['']
    const success = [0]
    this.#engine.check(this.#engine.api.XGBoosterGetAttr(this.#handle, name, out, success))
    return success[0] ? (out[0] as string) : undefined
  }

  /** Keeps the first `rounds` boosted rounds (1.3 and later); false when this version cannot. */
  keepRounds(rounds: number): boolean {
    const { slice } = this.#engine.later
    if (!slice) return false
    const out: Handle[] = [null]
    this.#engine.check(slice(this.#handle, 0, rounds, 1, out))
    this.free()
    this.#handle = out[0]
    return true
  }

  free(): void {
    this.#engine.check(this.#engine.api.XGBoosterFree(this.#handle))
  }
}

function copyFloats(pointer: Handle, length: number): Float32Array {
  return length === 0 ? new Float32Array(0) : new Float32Array(koffi.view(pointer, length * 4)).slice()
}
