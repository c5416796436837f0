/** One row of CSV (RFC 4180) without line ends inside its fields, which batch transform does not have. */

/** The row's fields. Throws Error when a quote stands where none may. */
export function csvRow(text: string): string[] {
  const fields: string[] = []
  for (let at = 0; ; ) {
    const { field, end } = text[at] === '"' ? quoted(text, at) : bare(text, at)
    fields.push(field)
    if (end >= text.length) return fields
    at = end + 1
  }
}

function bare(text: string, at: number): { field: string; end: number } {
  const comma = text.indexOf(',', at)
  const end = comma < 0 ? text.length : comma
  const field = text.slice(at, end)
  if (field.includes('"')) throw new Error(`bare " in non quoted field found near: ${text.slice(Math.max(0, at - 20), at + 40)}`)
  return { field, end }
}

function quoted(text: string, at: number): { field: string; end: number } {
  let field = ''
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new Error(`a quoted field is not closed: ${text.slice(at, at + 40)}`)
    field += text.slice(from, quote)
    if (text[quote + 1] === '"') {
      field += '"'
      from = quote + 2
      continue
    }
    const end = quote + 1
    if (end < text.length && text[end] !== ',') throw new Error(`extraneous data after a quoted field near: ${text.slice(at, at + 40)}`)
    return { field, end }
  }
}

/** Fields as a row; quoted where they must be. */
export const csvText = (fields: readonly unknown[]): string =>
  fields
    .map((field) => (typeof field === 'string' ? field : JSON.stringify(field)))
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
