import type { InvokeEndpointWithResponseStreamInput, InvokeEndpointWithResponseStreamOutput, ResponseStream } from '@aws-sdk/client-sagemaker-runtime'
import type { StreamOperation } from '../../operation.ts'
import { invokeEndpoint } from './invoke-endpoint.ts'

/** Nothing on this way touches the database. */
export const ownTransactions = true

/** The size of a part; AWS's model says nothing of it, and its clients put the parts together. */
const PART_BYTES = 64 * 1024

/** As InvokeEndpoint; the programs that Kenja runs answer as a whole, so the parts come one after another as soon as the answer is there. */
export const invokeEndpointWithResponseStream: StreamOperation<InvokeEndpointWithResponseStreamInput, InvokeEndpointWithResponseStreamOutput> = async (
  { SessionId: _, InferenceComponentName: __, ...input },
  ctx,
) => {
  const { Body, ContentType, InvokedProductionVariant, CustomAttributes } = await invokeEndpoint(input, ctx)
  return {
    Body: parts((Body as Uint8Array | undefined) ?? new Uint8Array(0)),
    ...(ContentType === undefined ? {} : { ContentType }),
    ...(InvokedProductionVariant === undefined ? {} : { InvokedProductionVariant }),
    ...(CustomAttributes === undefined ? {} : { CustomAttributes }),
  }
}

async function* parts(body: Uint8Array): AsyncGenerator<ResponseStream> {
  for (let at = 0; at < body.length; at += PART_BYTES) yield { PayloadPart: { Bytes: body.subarray(at, at + PART_BYTES) } } as ResponseStream
}
