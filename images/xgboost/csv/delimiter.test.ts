import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sniffDelimiter } from './delimiter.ts'

test("a line's delimiter is what Python's csv.Sniffer finds", () => {
  const lines: [string, string | undefined][] = [
    ['0,54,3,999', ','],
    ['1;2;3,5', ','],
    ['1;2;3', ';'],
    ['1\t2 3', '\t'],
    ['1 2 3', ' '],
    ['1|2|3|4', '|'],
    ['"a";"b";"c"', ';'],
    ["1,'x',2", ','],
    ['7', '7'],
    ['', undefined],
  ]
  for (const [line, delimiter] of lines) assert.equal(sniffDelimiter(line), delimiter, JSON.stringify(line))
})
