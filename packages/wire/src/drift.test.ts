/** The models against the SDK's schemas: operations are typed by the SDK (`import type`) and run on the models, so the two must agree. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NormalizedSchema } from '@smithy/core/schema'
import { commandOf, hasClient, operationsOf, schemasOf } from '../testing/clients.ts'
import { modelOf, type Shape } from './model.ts'
import { services } from './services.ts'
import type { ServiceId } from './types.ts'

const all = Object.keys(services) as ServiceId[]
const numbers = new Set(['byte', 'short', 'integer', 'long', 'float', 'double'])

function kindOf(schema: NormalizedSchema): string {
  if (schema.isStructSchema()) return 'structure'
  if (schema.isListSchema()) return 'list'
  if (schema.isMapSchema()) return 'map'
  if (schema.isBooleanSchema()) return 'boolean'
  if (schema.isTimestampSchema()) return 'timestamp'
  if (schema.isBlobSchema()) return 'blob'
  if (schema.isDocumentSchema()) return 'document'
  return schema.isNumericSchema() || schema.isBigIntegerSchema() ? 'number' : 'string'
}

/** Differences between a shape and the SDK's schema, as sentences. */
function differences(shape: Shape, schema: NormalizedSchema, place: string, seen: Set<string>): string[] {
  const mine = numbers.has(shape.type) ? 'number' : shape.type
  if (mine !== kindOf(schema)) return [`${place}: ${mine} here, ${kindOf(schema)} in the SDK`]
  if (mine === 'list') return differences(shape.item?.shape as Shape, schema.getValueSchema(), `${place}[]`, seen)
  if (mine === 'map') return differences(shape.value?.shape as Shape, schema.getValueSchema(), `${place}{}`, seen)
  if (mine !== 'structure' || seen.has(shape.name)) return []
  seen.add(shape.name)
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const known = shape.byName.get(name)
    return known ? differences(known.shape, member, `${shape.name}.${name}`, seen) : [`${shape.name}.${name}: only in the SDK`]
  })
}

for (const service of all.filter(hasClient)) {
  test(`${service}: the model has every operation and member that the SDK has, with the same types`, () => {
    const model = modelOf(service)
    const seen = new Set<string>()
    const found: string[] = []
    for (const name of operationsOf(service)) {
      const operation = model.operation(name)
      if (!operation) {
        found.push(`${name}: only in the SDK`)
        continue
      }
      const schemas = schemasOf(service, name)
      // EC2's model keeps the shapes of some operations only (models/make.py).
      if (!operation.input && service !== 'ec2' && [...NormalizedSchema.of(schemas.input as never).structIterator()].length > 0)
        found.push(`${name}: has no input here`)
      if (operation.input) found.push(...differences(operation.input.shape, NormalizedSchema.of(schemas.input as never), name, seen))
      if (operation.output) found.push(...differences(operation.output.shape, NormalizedSchema.of(schemas.output as never), name, seen))
    }
    assert.deepEqual(found, [])
    assert.ok(model.operationNames.some((name) => commandOf(service, name)))
  })
}

test('the models are the ones that SOURCE.md names', () => {
  const source = readFileSync(new URL('../models/SOURCE.md', import.meta.url), 'utf8')
  assert.match(source, /botocore \d+\.\d+\.\d+/)
  assert.match(source, /Apache License, Version 2\.0/)
  for (const service of all) {
    const content = readFileSync(new URL(`../models/${service}.json`, import.meta.url))
    const digest = createHash('sha256').update(content).digest('hex')
    assert.ok(source.includes(`| ${service}.json |`) && source.includes(digest), `${service}.json was changed by hand or SOURCE.md is old: run make.py`)
  }
})
