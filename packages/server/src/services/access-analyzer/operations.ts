/** The operations IAM Access Analyzer answers here. What the service's model has and this list lacks is answered 501, with its name. */
export * as CancelPolicyGeneration from './policy-generation/cancel-policy-generation.ts'
export * as GetGeneratedPolicy from './policy-generation/get-generated-policy.ts'
export * as ListPolicyGenerations from './policy-generation/list-policy-generations.ts'
export * as StartPolicyGeneration from './policy-generation/start-policy-generation.ts'
export * as ValidatePolicy from './validate-policy/validate-policy.ts'
