import { randomInt } from 'node:crypto'
import type { GetRandomPasswordRequest, GetRandomPasswordResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation, Valid } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'

const DEFAULT_LENGTH = 32
const KINDS = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
] as const

/** The alphabets that the password is made of, what is excluded taken out. */
function alphabets(input: Valid<GetRandomPasswordRequest>): string[] {
  const excluded = new Set(input.ExcludeCharacters ?? '')
  const kinds = KINDS.flatMap(([exclude, letters]) => (input[exclude] ? [] : [letters as string]))
  return [...kinds, ...(input.IncludeSpace ? [' '] : [])].map((letters) => [...letters].filter((letter) => !excluded.has(letter)).join('')).filter(Boolean)
}

const anyOf = (letters: string): string => letters.charAt(randomInt(letters.length))

export const getRandomPassword: Operation<GetRandomPasswordRequest, GetRandomPasswordResponse> = (input) => {
  const length = input.PasswordLength ?? DEFAULT_LENGTH
  const kinds = alphabets(input)
  if (kinds.length === 0) throw invalidParameter('The password must have at least one character that is not excluded.')
  const required = input.RequireEachIncludedType === false ? [] : kinds
  if (length < required.length) throw invalidParameter('Password length is too short based on the required types.')
  const letters = [...required.map(anyOf), ...Array.from({ length: length - required.length }, () => anyOf(kinds.join('')))]
  // Fisher and Yates: the required ones are not always first.
  for (let at = letters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    ;[letters[at], letters[other]] = [letters[other] as string, letters[at] as string]
  }
  return { RandomPassword: letters.join('') }
}
