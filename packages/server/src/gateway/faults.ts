/** The errors that come from a request's signature, in the words and codes of each protocol. Sources: the services' "Common errors" pages and S3's error list. */
import { ServiceError } from '../operation.ts'
import type { Exchange } from './exchange.ts'

export type Problem =
  | 'unsigned'
  | 'incomplete'
  | 'mechanism'
  | 'unknown-key'
  | 'invalid-token'
  | 'expired-token'
  | 'wrong-signature'
  | 'unsigned-headers'
  | 'skewed'
  | 'expired-url'
  | 'wrong-scope'

type Family = 's3' | 'query' | 'ec2' | 'json' | 'rest'
/** Code, HTTP status, and the words where the caller of `signatureFault` brings none. */
type Words = readonly [code: string, status: number, message?: string]

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
const INVALID_TOKEN = 'The security token included in the request is invalid.'
const EXPIRED_TOKEN = 'The security token included in the request is expired'
const S3_MISMATCH = 'The request signature we calculated does not match the signature you provided. Check your key and signing method.'

/** EC2 does not say what is wrong with a signature (AWS: "Error codes for the Amazon EC2 API"). */
const EC2_FAILURE: Words = ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials']
const EC2_EXPIRED: Words = ['RequestExpired', 400, 'Request has expired.']

const json = (status: number): Readonly<Record<Problem, Words>> => ({
  unsigned: ['MissingAuthenticationTokenException', status, 'Missing Authentication Token'],
  incomplete: ['IncompleteSignatureException', status],
  mechanism: ['IncompleteSignatureException', status],
  'unknown-key': ['UnrecognizedClientException', status, INVALID_TOKEN],
  'invalid-token': ['UnrecognizedClientException', status, INVALID_TOKEN],
  'expired-token': ['ExpiredTokenException', status, EXPIRED_TOKEN],
  'wrong-signature': ['InvalidSignatureException', status, MISMATCH],
  'unsigned-headers': ['InvalidSignatureException', status],
  skewed: ['InvalidSignatureException', status],
  'expired-url': ['InvalidSignatureException', status],
  'wrong-scope': ['InvalidSignatureException', status],
})

const words: Readonly<Record<Family, Readonly<Record<Problem, Words>>>> = {
  json: json(400),
  rest: json(403),
  query: {
    unsigned: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    incomplete: ['IncompleteSignature', 400],
    mechanism: ['IncompleteSignature', 400],
    'unknown-key': ['InvalidClientTokenId', 403, INVALID_TOKEN],
    'invalid-token': ['InvalidClientTokenId', 403, INVALID_TOKEN],
    'expired-token': ['ExpiredToken', 403, EXPIRED_TOKEN],
    'wrong-signature': ['SignatureDoesNotMatch', 403, MISMATCH],
    'unsigned-headers': ['SignatureDoesNotMatch', 403],
    skewed: ['SignatureDoesNotMatch', 403],
    'expired-url': ['SignatureDoesNotMatch', 403],
    'wrong-scope': ['SignatureDoesNotMatch', 403],
  },
  ec2: {
    unsigned: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    incomplete: ['IncompleteSignature', 400],
    mechanism: ['IncompleteSignature', 400],
    'unknown-key': EC2_FAILURE,
    'invalid-token': EC2_FAILURE,
    'expired-token': EC2_EXPIRED,
    'wrong-signature': EC2_FAILURE,
    'unsigned-headers': EC2_FAILURE,
    skewed: EC2_EXPIRED,
    'expired-url': EC2_EXPIRED,
    'wrong-scope': EC2_FAILURE,
  },
  s3: {
    unsigned: ['AccessDenied', 403, 'Access Denied'],
    incomplete: ['AuthorizationHeaderMalformed', 400],
    mechanism: ['InvalidRequest', 400],
    'unknown-key': ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
    'invalid-token': ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
    'expired-token': ['ExpiredToken', 400, 'The provided token has expired.'],
    'wrong-signature': ['SignatureDoesNotMatch', 403, S3_MISMATCH],
    'unsigned-headers': ['AccessDenied', 403, 'There were headers present in the request which were not signed'],
    skewed: ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
    'expired-url': ['AccessDenied', 403, 'Request has expired'],
    'wrong-scope': ['AuthorizationHeaderMalformed', 400],
  },
}

const familyOf = (exchange: Exchange): Family => {
  if (exchange.protocol === 'restXml') return 's3'
  if (exchange.protocol === 'awsQuery') return 'query'
  if (exchange.protocol === 'ec2Query') return 'ec2'
  return exchange.protocol === 'restJson1' ? 'rest' : 'json'
}

/** `message` is used where the protocol has no fixed words of its own. */
export function signatureFault(exchange: Exchange, problem: Problem, message?: string, fields?: Readonly<Record<string, unknown>>): ServiceError {
  const [code, status, fixed] = words[familyOf(exchange)][problem]
  return new ServiceError(code, fixed ?? message ?? MISMATCH, status, fields)
}

/** Only S3 has names for what can be wrong with the parameters of a presigned URL. */
export const queryParametersFault = (exchange: Exchange, message: string): ServiceError =>
  exchange.service === 's3' ? new ServiceError('AuthorizationQueryParametersError', message, 400) : signatureFault(exchange, 'incomplete', message)

/** An answer of the gateway itself, in the protocol that the request seems to speak. */
export const gatewayFault = (code: string, message: string, status: number): ServiceError => new ServiceError(code, message, status)

export const tooLarge = (exchange: Exchange, limitBytes: number): ServiceError =>
  exchange.service === 's3'
    ? new ServiceError('MaxMessageLengthExceeded', 'Your request was too big.', 400)
    : new ServiceError('RequestEntityTooLargeException', `Request size exceeded the limit of ${limitBytes} bytes.`, 413)
