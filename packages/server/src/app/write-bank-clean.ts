/** A program: derives the hands-on's table from the data that the project carries, and writes it to the path given. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { deriveBankClean } from '../../../../samples/derive-bank-clean.ts'

const target = process.argv[2]
if (target === undefined) throw new Error('Where to?')
const source = resolve(import.meta.dirname, '../../../../samples/data/bank-additional-full.csv.gz')
mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
const temporary = `${target}.${process.pid}.tmp`
writeFileSync(temporary, deriveBankClean(readFileSync(source)))
renameSync(temporary, target)
