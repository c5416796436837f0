/** Which of our explanations fits an error of the SDK. */
import type { errorMessages } from './error.messages.ts'

export type Meaning = Exclude<keyof (typeof errorMessages)['en'], 'failed'>

const BY_NAME: readonly (readonly [RegExp, Meaning])[] = [
  [/^(AccessDenied|AccessDeniedException|AuthorizationError|UnauthorizedOperation)$/, 'accessDenied'],
  [/^(ExpiredToken|ExpiredTokenException|InvalidClientTokenId|InvalidToken|UnrecognizedClientException|SignedOut)$/, 'expired'],
  [/(AlreadyExists|AlreadyOwnedByYou)/, 'exists'],
  [/^(ResourceInUse|ConflictException|DeleteConflict|DeleteConflictException|BucketNotEmpty|OperationAborted)$/, 'inUse'],
  [/(LimitExceeded|Throttling|ThrottlingException)/, 'limit'],
  [/(NotFound|NoSuch)/, 'notFound'],
  [/^(ValidationException|ValidationError|InvalidParameter|InvalidInput|MalformedPolicyDocument)/, 'validation'],
  [/^(NotImplemented|UnknownOperationException)/, 'notHere'],
  [/^ModelError$/, 'model'],
  [/^(TypeError|NetworkError|TimeoutError)$/, 'network'],
]

export function meaningOf(error: unknown): Meaning | undefined {
  const { name = '', message = '' } = error as Error
  // SageMaker says all of these with one code.
  if (name === 'ValidationException') {
    if (/already exist/i.test(message)) return 'exists'
    if (/could not find|does not exist|not found|RecordNotFound/i.test(message)) return 'notFound'
    if (/status|in progress|in use/i.test(message) && !/failed to satisfy constraint/.test(message)) return 'inUse'
  }
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1]
}

/** For a `catch`: nothing, where what was asked for is not there. @throws every other error */
export function unlessNotFound(error: unknown): undefined {
  if (meaningOf(error) !== 'notFound') throw error
}
