import assert from 'node:assert/strict'
import { test } from 'node:test'
import { xgboostImage, xgboostTagOf, xgboostVersions } from '../xgboost-images.ts'
import { firstFields, firstValues, knownTo, within, wrongValue, type XgboostField, xgboostFields } from './xgboost-fields.ts'

test('intervals', () => {
  assert.ok(within(0, '[0, 1]'))
  assert.ok(!within(0, '(0, 1]'))
  assert.ok(within(1e9, '[1, +inf)'))
  assert.ok(!within(2, '(1, 2)'))
})

test("the first values are right in every version, and every version has the form's first fields", () => {
  for (const { tag } of xgboostVersions) {
    const fields = new Map(xgboostFields(tag).map((field) => [field.name, field]))
    for (const name of firstFields) assert.ok(fields.has(name), `${tag} ${name}`)
    for (const [name, value] of Object.entries(firstValues)) assert.equal(wrongValue(fields.get(name) as XgboostField, value), undefined, `${tag} ${name}`)
  }
})

test('what the image would refuse is seen before', () => {
  const field = (name: string) => xgboostFields('latest').find((one) => one.name === name) as XgboostField
  assert.equal(wrongValue(field('num_round'), ''), 'required')
  assert.equal(wrongValue(field('max_depth'), '1.5'), 'number')
  assert.equal(wrongValue(field('subsample'), '2'), 'range')
  assert.equal(wrongValue(field('objective'), 'binary:hinge'), 'choice')
  assert.equal(wrongValue(field('eta'), ''), undefined)
})

test('all versions of the image are offered, newest first', () => {
  assert.deepEqual(
    xgboostVersions.map(({ tag }) => tag),
    ['3.2-0', '3.0-5', '1.7-1', '1.5-2', '1.5-1', '1.3-1', '1.2-2', '1.2-1', '1.0-1', '0.90-2', '0.90-1', 'latest'],
  )
  assert.equal(xgboostTagOf('683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:0.90-2-cpu-py3'), '0.90-2')
  assert.equal(xgboostTagOf('811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:1'), 'latest')
})

test('what another version had is left out; aliases stay', () => {
  assert.deepEqual(knownTo('3.2-0', { silent: '0', eta: '0.1', learning_rate: '0.1' }), { eta: '0.1', learning_rate: '0.1' })
  assert.deepEqual(knownTo('latest', { silent: '0', verbosity: '1' }), { silent: '0' })
})

test('images by region, and back', () => {
  assert.equal(xgboostImage('latest', 'us-east-1'), '811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:latest')
  assert.equal(xgboostImage('latest', 'ap-northeast-1'), '501404015308.dkr.ecr.ap-northeast-1.amazonaws.com/xgboost:latest')
  assert.equal(xgboostTagOf(xgboostImage('1.7-1', 'eu-west-1')), '1.7-1')
  assert.equal(xgboostTagOf('123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1'), undefined)
})
