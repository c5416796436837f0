import { availableParallelism } from 'node:os'
import koffi from 'koffi'
import { atLeast, type EngineVersion } from '../versions.ts'
import { Booster } from './booster.ts'
import { DMatrix } from './dmatrix.ts'

/** A function of the C API: 0 is success, the text of a failure is XGBGetLastError's. */
export type CFunction = (...args: unknown[]) => number

/** An opaque pointer of libxgboost. */
export type Handle = unknown

/** An error that libxgboost reported, in its own words. */
export class XGBoostError extends Error {
  override readonly name = 'XGBoostError'
}

const signatures = {
  XGDMatrixCreateFromMat_omp: 'const float *data, uint64 nrow, uint64 ncol, float missing, _Out_ void **out, int nthread',
  XGDMatrixSetFloatInfo: 'void *h, const char *field, const float *values, uint64 length',
  XGDMatrixGetFloatInfo: 'void *h, const char *field, _Out_ uint64 *length, _Out_ void **out',
  XGDMatrixNumRow: 'void *h, _Out_ uint64 *out',
  XGDMatrixNumCol: 'void *h, _Out_ uint64 *out',
  XGDMatrixSliceDMatrix: 'void *h, const int *rows, uint64 length, _Out_ void **out',
  XGDMatrixFree: 'void *h',
  XGBoosterCreate: 'void **matrices, uint64 length, _Out_ void **out',
  XGBoosterFree: 'void *h',
  XGBoosterSetParam: 'void *h, const char *name, const char *value',
  XGBoosterUpdateOneIter: 'void *h, int iteration, void *matrix',
  XGBoosterEvalOneIter: 'void *h, int iteration, void **matrices, const char **names, uint64 length, _Out_ const char **out',
  XGBoosterSaveModel: 'void *h, const char *name',
  XGBoosterLoadModelFromBuffer: 'void *h, const void *bytes, uint64 length',
  XGBoosterSetAttr: 'void *h, const char *name, const char *value',
  XGBoosterGetAttr: 'void *h, const char *name, _Out_ const char **out, _Out_ int *success',
} as const

const later = {
  csrEx:
    'int XGDMatrixCreateFromCSREx(const size_t *indptr, const uint32 *indices, const float *data, size_t nindptr, size_t nelem, size_t ncol, _Out_ void **out)',
  csr: 'int XGDMatrixCreateFromCSR(const char *indptr, const char *indices, const char *data, uint64 ncol, const char *config, _Out_ void **out)',
  getModelRaw: 'int XGBoosterGetModelRaw(void *h, _Out_ uint64 *length, _Out_ void **out)',
  saveToBuffer: 'int XGBoosterSaveModelToBuffer(void *h, const char *config, _Out_ uint64 *length, _Out_ void **out)',
  saveConfig: 'int XGBoosterSaveJsonConfig(void *h, _Out_ uint64 *length, _Out_ const char **out)',
  slice: 'int XGBoosterSlice(void *h, int begin, int end, int step, _Out_ void **out)',
  predictFromDMatrix:
    'int XGBoosterPredictFromDMatrix(void *h, void *matrix, const char *config, _Out_ void **shape, _Out_ uint64 *dimensions, _Out_ void **result)',
  predict72: 'int XGBoosterPredict(void *h, void *matrix, int mask, uint32 trees, _Out_ uint64 *length, _Out_ void **result)',
  predict100: 'int XGBoosterPredict(void *h, void *matrix, int mask, uint32 trees, int training, _Out_ uint64 *length, _Out_ void **result)',
} as const

export type Api = Readonly<Record<keyof typeof signatures, CFunction>>
/** Functions that only some versions have, or have with another list of arguments. */
export type LaterApi = Readonly<Partial<Record<keyof typeof later, CFunction>>>

/** A loaded libxgboost. Calls are synchronous and belong to one thread: libxgboost keeps state per thread. */
export class Engine {
  readonly version: EngineVersion
  readonly api: Api
  readonly later: LaterApi
  readonly #lastError: () => string
  readonly #library: ReturnType<typeof koffi.load>

  constructor(version: EngineVersion, library: ReturnType<typeof koffi.load>) {
    this.version = version
    this.#library = library
    this.api = Object.fromEntries(Object.entries(signatures).map(([name, args]) => [name, library.func(`int ${name}(${args})`)])) as unknown as Api
    const names: (keyof typeof later)[] = [atLeast(version, '1.0') ? 'predict100' : 'predict72']
    names.push(atLeast(version, '3.0') ? 'csr' : 'csrEx')
    if (!atLeast(version, '3.0')) names.push('getModelRaw')
    if (atLeast(version, '1.0')) names.push('saveConfig')
    if (atLeast(version, '1.3')) names.push('slice')
    if (atLeast(version, '1.5')) names.push('predictFromDMatrix')
    if (atLeast(version, '1.7')) names.push('saveToBuffer')
    this.later = Object.fromEntries(names.map((name) => [name, library.func(later[name])]))
    this.#lastError = library.func('const char *XGBGetLastError()') as () => string
  }

  /** Further functions of the C API, which not every process needs. @throws Error when this version has not got one */
  declareAll<Name extends string>(declarations: Readonly<Record<Name, string>>): Readonly<Record<Name, CFunction>> {
    const entries = Object.entries<string>(declarations).map(([name, declaration]) => [name, this.#library.func(declaration) as CFunction])
    return Object.fromEntries(entries) as Record<Name, CFunction>
  }

  /** Turns a failed call into an XGBoostError. */
  check(code: number): void {
    // libxgboost appends a stack of addresses that helps nobody.
    if (code !== 0)
      throw new XGBoostError(
        this.#lastError()
          .replace(/\n+Stack trace[\s\S]*$/, '')
          .trimEnd(),
      )
  }

  /**
   * A matrix out of row-major float32 cells; NaN is missing. The cells are copied.
   * The `_omp` form is taken because from 1.x on the matrix remembers its threads for sketch and binning; without it they run on one.
   */
  matrix(cells: Float32Array, rows: number, columns: number, threads = availableParallelism()): DMatrix {
    const out: Handle[] = [null]
    this.check(this.api.XGDMatrixCreateFromMat_omp(cells, rows, columns, Number.NaN, out, threads))
    return new DMatrix(this, out[0])
  }

  /** A sparse matrix in compressed rows; absent cells are missing. */
  sparseMatrix(rowStarts: BigUint64Array, indices: Uint32Array, values: Float32Array, columns: number): DMatrix {
    const out: Handle[] = [null]
    const { csr, csrEx } = this.later
    if (csrEx) this.check(csrEx(rowStarts, indices, values, rowStarts.length, values.length, columns, out))
    else if (csr) {
      const config = '{"missing":NaN,"nthread":0}'
      this.check(csr(arrayInterface(rowStarts, '<u8'), arrayInterface(indices, '<u4'), arrayInterface(values, '<f4'), columns, config, out))
    }
    return new DMatrix(this, out[0])
  }

  booster(matrices: readonly DMatrix[] = []): Booster {
    const out: Handle[] = [null]
    this.check(
      this.api.XGBoosterCreate(
        matrices.map((matrix) => matrix.handle),
        matrices.length,
        out,
      ),
    )
    return new Booster(this, out[0])
  }
}

/** NumPy's array interface as JSON: how newer functions take arrays. */
const arrayInterface = (values: BigUint64Array | Uint32Array | Float32Array, type: string): string =>
  `{"data":[${koffi.address(values)},true],"shape":[${values.length}],"typestr":"${type}","version":3}`

/**
 * Loads the library. OpenMP's idle threads must sleep, not spin: on a busy machine spinning makes training 16 to 40 times slower.
 * libgomp reads the variable when it is loaded, and Node's `process.env` writes the real environment, so setting it here is early enough.
 * @throws Error with a plain sentence when the library cannot be loaded.
 */
export function loadEngine(version: EngineVersion, installed: { readonly library: string; readonly jvmStub?: string }): Engine {
  process.env.OMP_WAIT_POLICY ??= 'passive'
  try {
    if (installed.jvmStub) koffi.load(installed.jvmStub, { global: true })
    return new Engine(version, koffi.load(installed.library))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = /libgomp/.test(reason) ? ' Install the OpenMP run-time library (package libgomp1 on Debian and Ubuntu, libgomp on Fedora).' : ''
    throw new Error(`XGBoost ${version} cannot be loaded: ${reason}.${remedy}`)
  }
}
