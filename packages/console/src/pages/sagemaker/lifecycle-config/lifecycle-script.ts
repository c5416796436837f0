/** Scripts travel as base64 of UTF-8. */
export function encodeScript(text: string): string {
  // A shell takes a carriage return for a part of the word before it.
  const bytes = new TextEncoder().encode(text.replaceAll('\r\n', '\n'))
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

export const decodeScript = (content: string): string => new TextDecoder().decode(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)))

/** What the API takes, of the text as it travels. */
export const MOST_CHARACTERS = 16_384

/** What the console's editor begins with. */
export const FIRST_LINES = '#!/bin/bash\n\nset -e\n'
