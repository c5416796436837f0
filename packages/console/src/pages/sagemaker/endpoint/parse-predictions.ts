/** Predictions of a text/csv answer: older images write all on one line, later ones a line each; several values a row stay together when there are lines. */
export function parsePredictions(text: string): string[] {
  const lines = text.trim().split(/\r?\n/)
  return lines.length === 1 ? (lines[0] as string).split(',').filter(Boolean) : lines
}
