/** Rows of a CSV text for a preview: quotes as RFC 4180 has them; ends after `most` rows. */
export function parseCsv(text: string, most: number): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  const endRow = () => {
    rows.push([...row, field])
    row = []
    field = ''
  }
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const character = text[at] as string
    if (quoted) {
      if (character !== '"') field += character
      else if (text[at + 1] === '"') field += text[at++]
      else quoted = false
    } else if (character === '"' && field === '') quoted = true
    else if (character === ',') {
      row.push(field)
      field = ''
    } else if (character === '\n') endRow()
    else if (character !== '\r') field += character
  }
  if (rows.length < most && (field !== '' || row.length > 0)) endRow()
  return rows
}
