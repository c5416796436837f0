import { randomBytes } from 'node:crypto'
import type { GenerateRandomRequest, GenerateRandomResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { unsupported, validation } from '../errors.ts'
import { checkRequest } from './use-key.ts'

export const generateRandom: Operation<GenerateRandomRequest, GenerateRandomResponse> = (input) => {
  checkRequest(input)
  if (input.CustomKeyStoreId !== undefined) throw unsupported('Kenja has no custom key stores: CustomKeyStoreId is not supported.')
  if (input.NumberOfBytes === undefined) throw validation('NumberOfBytes is required.')
  return { Plaintext: randomBytes(input.NumberOfBytes) }
}
