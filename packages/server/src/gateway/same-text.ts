import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares secrets of any length: the time does not tell how much of them is alike. Nothing is the same as an empty text. */
export const sameText = (expected: string, given: string): boolean => timingSafeEqual(digest(expected), digest(given)) && expected !== ''
