/** The operations SageMaker Runtime answers here. What the service's model has and this list lacks is answered 501, with its name. */
export * as InvokeEndpoint from './invoke-endpoint.ts'
export * as InvokeEndpointWithResponseStream from './invoke-endpoint-with-response-stream.ts'
