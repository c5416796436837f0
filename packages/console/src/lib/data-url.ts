/**
 * Bytes as an address of their own origin: whatever an object holds, an image that is opened in a tab of its own is then no page of the console's origin,
 * as it would be behind a `blob:` address.
 */
export function dataUrl(bytes: Uint8Array, type: string): string {
  const CHUNK = 32_768
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return `data:${type};base64,${btoa(text)}`
}
