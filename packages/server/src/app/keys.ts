/** KMS for other services: its own operations, called in the caller's name as AWS's services do ("forward access sessions"), authorised and recorded like any call. */
import type { Request } from '../dispatcher.ts'
import { decryptGcm, encryptGcm, NONCE_BYTES, TAG_BYTES } from '../lib/aes-gcm.ts'
import { uuid } from '../lib/ids.ts'
import { type Call, type Context, type Keys, type KeyUse, type OperationFile, ServiceError } from '../operation.ts'
import * as decryptFile from '../services/kms/crypt/decrypt.ts'
import * as generateDataKeyFile from '../services/kms/crypt/generate-data-key.ts'
import * as describeKeyFile from '../services/kms/key/describe-key.ts'
import { mustServe } from '../services/kms/key/key.ts'
import { mustFindKey } from '../services/kms/key/key-id.ts'
import type { Authorizer } from './authorize.ts'
import type { TrailRecorder } from './trail.ts'

export interface KeysParts {
  readonly authorizer: Pick<Authorizer, 'authorize' | 'must'>
  readonly trail: Pick<TrailRecorder, 'record' | 'recordLater'>
  /** The context of a call like the present one. */
  contextOf(call: Call, region: string): Context
}

const SEALED_VERSION = 1
/** A data key seals once: its nonce need not differ from anything. */
const NONCE = Buffer.alloc(NONCE_BYTES)

const invalidSealed = () => new ServiceError('InvalidCiphertextException', '')

/** 1 version · 2 length, data key's ciphertext · encrypted · 16 tag */
function pack(dataKey: Uint8Array, plaintextKey: Uint8Array, plain: Uint8Array): Uint8Array {
  const head = Buffer.alloc(3)
  head.writeUInt8(SEALED_VERSION, 0)
  head.writeUInt16BE(dataKey.length, 1)
  return Buffer.concat([head, dataKey, encryptGcm({ key: plaintextKey, nonce: NONCE }, plain)])
}

function unpack(sealed: Uint8Array): { readonly dataKey: Buffer; readonly body: Buffer } {
  const bytes = Buffer.from(sealed)
  if (bytes.length < 3 || bytes.readUInt8(0) !== SEALED_VERSION) throw invalidSealed()
  const bodyAt = 3 + bytes.readUInt16BE(1)
  if (bytes.length < bodyAt + TAG_BYTES) throw invalidSealed()
  return { dataKey: bytes.subarray(3, bodyAt), body: bytes.subarray(bodyAt) }
}

function openSealed(body: Uint8Array, key: Uint8Array): Uint8Array {
  const plain = decryptGcm({ key, nonce: NONCE }, body)
  if (!plain) throw invalidSealed()
  return plain
}

const DATA_KEY_SPEC = 'AES_256'

type Use = Omit<KeyUse, 'context'>

export function createKeys({ authorizer, trail, contextOf }: KeysParts, context: Context): Keys {
  const passedOn = ({ service, region = context.region }: Use): Context => {
    const host = `${service}.amazonaws.com`
    const { call } = context
    return contextOf({ ...call, id: uuid(), calledVia: [...(call.calledVia ?? []), host], sourceIp: host, userAgent: host }, region)
  }

  const asking = (use: Use, operation: string, input: Record<string, unknown>): Request => {
    const { call, region } = passedOn(use)
    return { service: 'kms', operation, input, call, region }
  }

  /** What fails is on record, though the transaction takes back everything else. */
  const attempt = <Output>(request: Request, work: (ctx: Context) => Output): Output => {
    try {
      return work(contextOf(request.call, request.region))
    } catch (error) {
      if (error instanceof ServiceError) trail.recordLater(context.call, request, { error })
      throw error
    }
  }

  /** One operation of KMS, authorised, in the transaction that is open. */
  const perform = <Output>(request: Request, file: object, run: (input: never, ctx: Context) => unknown): Output =>
    attempt(request, (ctx) => {
      authorizer.authorize(request, ctx, file as OperationFile)
      return run(request.input as never, ctx) as Output
    })

  /** The same, and on record. */
  const call = <Output>(request: Request, file: object, run: (input: never, ctx: Context) => unknown): Output => {
    const output = perform<Output>(request, file, run)
    trail.record(request, { output })
    return output
  }

  const keyIdOf = ({ service, keyId }: Use) => keyId ?? `alias/aws/${service}`

  const keys: Keys = {
    mustUse(use) {
      const request = asking(use, 'DescribeKey', { KeyId: keyIdOf(use) })
      const output = perform<{ KeyMetadata: { Arn: string } }>(request, describeKeyFile, describeKeyFile.describeKey)
      const { Arn: arn } = output.KeyMetadata
      attempt({ ...request, operation: 'CreateGrant', input: { KeyId: arn } }, (ctx) => {
        authorizer.must(ctx, { action: 'kms:CreateGrant', resource: arn, keys: { 'kms:GrantIsForAWSResource': 'true' } })
        mustServe(mustFindKey(ctx, arn), 'ENCRYPT_DECRYPT', 'CreateGrant')
      })
      // After both, so that the record of what the caller used has both.
      trail.record(request, { output })
      return arn
    },
    mustBeEnabled(use) {
      mustServe(mustFindKey(passedOn(use), keyIdOf(use)), 'ENCRYPT_DECRYPT', 'Decrypt')
    },
    dataKey(use) {
      const input = { KeyId: keyIdOf(use), KeySpec: DATA_KEY_SPEC, EncryptionContext: use.context }
      const request = asking(use, 'GenerateDataKey', input)
      const made = call<{ Plaintext: Buffer; CiphertextBlob: Buffer; KeyId: string }>(request, generateDataKeyFile, generateDataKeyFile.generateDataKey)
      return { plaintext: made.Plaintext, ciphertext: made.CiphertextBlob, keyArn: made.KeyId }
    },
    openDataKey(use, ciphertext) {
      const input = { CiphertextBlob: ciphertext, EncryptionContext: use.context, ...(use.keyId !== undefined && { KeyId: use.keyId }) }
      return call<{ Plaintext: Buffer }>(asking(use, 'Decrypt', input), decryptFile, decryptFile.decrypt).Plaintext
    },
    seal(use, plain) {
      const { plaintext, ciphertext, keyArn } = keys.dataKey(use)
      return { sealed: pack(ciphertext, plaintext, plain), keyArn }
    },
    open(use, sealed) {
      const { dataKey, body } = unpack(sealed)
      return openSealed(body, keys.openDataKey(use, dataKey))
    },
  }
  return keys
}
