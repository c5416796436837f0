import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentF, percentG, pythonFloat, pythonList } from './python-text.ts'

test('numbers are written as Python writes them', () => {
  const floats: [number, string][] = [
    [0.05214285850524902, '0.05214285850524902'],
    [1, '1.0'],
    [-0, '-0.0'],
    [1e-5, '1e-05'],
    [1.25e-7, '1.25e-07'],
    [0.0001, '0.0001'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [2 ** 53, '9007199254740992.0'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ]
  for (const [value, text] of floats) assert.equal(pythonFloat(value), text)
  assert.equal(pythonList(['a', "b'c", 1]), "['a', 'b\\'c', 1]")
})

test("Python's % formats: six significant digits, exact halves to the even digit", () => {
  const significant: [number, string][] = [
    [0.100482, '0.100482'],
    [0.1004825, '0.100483'],
    [0.5, '0.5'],
    [100000, '100000'],
    [1234567, '1.23457e+06'],
    [0.00001234, '1.234e-05'],
    [999999.5, '1e+06'],
    [0, '0'],
  ]
  for (const [value, text] of significant) assert.equal(percentG(value), text)
  assert.equal(percentF(1 / 64, 5), '0.01562')
  assert.equal(percentF(3 / 64, 5), '0.04688')
  assert.equal(percentF(-1 / 64, 5), '-0.01562')
  assert.equal(percentF(0.5, 0), '0')
  assert.equal(percentF(0.272, 5), '0.27200')
})
