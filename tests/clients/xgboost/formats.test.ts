/** The same rows as csv, libsvm, parquet and recordio-protobuf train the same model; files written by pandas and by SageMaker's own SDK format are read. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { layOutJob, prepareImage, serve, train } from './image-programs.ts'
import { writeParquetFiles } from './python-parquet.ts'
import { frame, varint, writeRecord } from './record-writer.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-formats-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const table = Array.from({ length: 300 }, (_, row) => [row % 2, (row * 7) % 13, (row % 2) * 3 + ((row * 5) % 7), ((row * 11) % 17) / 4])
const hyperparameters = { num_round: '5', objective: 'binary:logistic', max_depth: '3', nthread: '1' }

function jobWith(name: string, content: string | Buffer, contentType: string): { optMl: string; model: string } {
  const optMl = path.join(folder, name)
  mkdirSync(optMl, { recursive: true })
  const file = path.join(folder, `${name}.data`)
  writeFileSync(file, content)
  layOutJob(optMl, hyperparameters, { train: file }, contentType)
  const job = train('1.7-1', optMl)
  assert.equal(job.status, 0, job.log)
  assert.match(job.log, /Train matrix has 300 rows and 3 columns/)
  return { optMl, model: readFileSync(job.model).toString('base64') }
}

test('csv, libsvm, recordio-protobuf (dense and sparse) and parquet give one model', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const csv = jobWith('csv', table.map((row) => row.join(',')).join('\n'), 'text/csv').model
  const libsvm = table.map(([label, ...cells]) => `${label} ${cells.map((cell, index) => `${index}:${cell}`).join(' ')}`).join('\n')
  assert.equal(jobWith('libsvm', libsvm, 'text/libsvm').model, csv)
  const dense = Buffer.concat(table.map(([label, ...cells]) => writeRecord({ values: cells }, [label as number])))
  const { model, optMl } = jobWith('recordio', dense, 'application/x-recordio-protobuf')
  assert.equal(model, csv)
  const sparse = Buffer.concat(table.map(([label, ...cells]) => writeRecord({ values: cells, keys: [0, 1, 2], shape: [3] }, [label as number], 'float64')))
  assert.equal(jobWith('recordio-sparse', sparse, 'recordio-protobuf').model, csv)

  await t.test('requests in recordio-protobuf answer as csv does', async () => {
    const endpoint = await serve('1.7-1', optMl)
    t.after(() => endpoint.close())
    const body = Buffer.concat(table.slice(0, 20).map(([, ...cells]) => writeRecord({ values: cells })))
    const expected = await endpoint.invoke(
      table
        .slice(0, 20)
        .map(([, ...cells]) => cells.join(','))
        .join('\n'),
      'text/csv',
    )
    const answer = await endpoint.invoke(body, 'application/x-recordio-protobuf')
    assert.deepEqual([answer.status, answer.text], [200, expected.text])
    const damaged = await endpoint.invoke(body.subarray(0, body.length - 9), 'application/x-recordio-protobuf')
    assert.equal(damaged.status, 415)
    assert.match(
      damaged.text,
      /^Loading recordio-protobuf data failed with Exception, please ensure data is in recordio-protobuf format: <class 'ValueError'> Truncated record at offset \d+$/,
    )
  })

  await t.test('parquet written by pandas, in every compression', (s) => {
    const columns = ['label', 'a', 'b', 'c']
    const written = writeParquetFiles(folder, columns, table)
    if ('missing' in written) return s.skip(written.missing)
    for (const file of written.files) assert.equal(jobWith(`from-${path.basename(file)}`, readFileSync(file), 'application/x-parquet').model, csv, file)
    const whole = readFileSync(written.files[0] as string)
    const optMl = path.join(folder, 'cut')
    mkdirSync(optMl)
    writeFileSync(path.join(folder, 'cut.parquet'), whole.subarray(0, whole.length - 20))
    layOutJob(optMl, hyperparameters, { train: path.join(folder, 'cut.parquet') }, 'parquet')
    assert.match(train('1.7-1', optMl).failure, /Failed to load parquet data with exception:\nParquet magic bytes not found/)
  })
})

test('recordio-protobuf that lies is refused', (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const longTensor = frame(Buffer.concat([Buffer.from([0x0a]), varint(2 ** 31)]))
  const cases: [Buffer, RegExp][] = [
    [writeRecord({ values: [1, 2] }), /Got input data without labels\. Please check the input data set\./],
    [Buffer.concat([writeRecord({ values: [1, 2] }, [1]), writeRecord({ values: [1] }, [0])]), /exception:\nall the input array dimensions except/],
    [writeRecord({ values: [1], keys: [7], shape: [3] }, [1]), /exception:\ncolumn index values must be < 3/],
    [longTensor, /exception:\nError parsing message/],
    [frame(Buffer.alloc(0)), /exception:\nNo records found in RecordIO-Protobuf data/],
  ]
  for (const [index, [content, message]] of cases.entries()) {
    const optMl = path.join(folder, `lie-${index}`)
    mkdirSync(optMl)
    writeFileSync(path.join(folder, `lie-${index}.pb`), content)
    layOutJob(optMl, hyperparameters, { train: path.join(folder, `lie-${index}.pb`) }, 'recordio-protobuf')
    const job = train('1.7-1', optMl)
    assert.equal(job.status, 1)
    assert.match(job.failure, message)
  }
})
