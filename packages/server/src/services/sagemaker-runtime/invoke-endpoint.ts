import type { InvokeEndpointInput, InvokeEndpointOutput } from '@aws-sdk/client-sagemaker-runtime'
import type { StreamOperation } from '../../operation.ts'
import { containerAnswered, noOtherContainer } from './errors.ts'

/** Nothing on this way touches the database. */
export const ownTransactions = true

export const repeats = 'Body'

/** Hands the body to the model as it came and the model's answer back as it came. What is not 2xx is a ModelError. */
export const invokeEndpoint: StreamOperation<InvokeEndpointInput, InvokeEndpointOutput> = async (input, ctx) => {
  const { ContentType, Accept, CustomAttributes, TargetModel, TargetVariant, TargetContainerHostname, InferenceId } = input
  if (TargetContainerHostname !== undefined) throw noOtherContainer(input.EndpointName)
  const answer = await ctx.serving.invoke(ctx, input.EndpointName, {
    body: (input.Body as Uint8Array | undefined) ?? new Uint8Array(0),
    ...(ContentType === undefined ? {} : { contentType: ContentType }),
    ...(Accept === undefined ? {} : { accept: Accept }),
    ...(CustomAttributes === undefined ? {} : { customAttributes: CustomAttributes }),
    ...(TargetModel === undefined ? {} : { targetModel: TargetModel }),
    ...(TargetVariant === undefined ? {} : { targetVariant: TargetVariant }),
    ...(InferenceId === undefined ? {} : { inferenceId: InferenceId }),
    requestId: ctx.call.id,
  })
  if (answer.status < 200 || answer.status > 299) {
    throw containerAnswered(
      { account: ctx.account, region: ctx.region, endpointName: input.EndpointName },
      answer.status,
      Buffer.from(answer.body).toString('utf8'),
    )
  }
  return {
    Body: answer.body as InvokeEndpointOutput['Body'],
    ...(answer.contentType === undefined ? {} : { ContentType: answer.contentType }),
    InvokedProductionVariant: answer.variant,
    ...(answer.customAttributes === undefined ? {} : { CustomAttributes: answer.customAttributes }),
  }
}
