/** Members that the wire's model has and the SDK's types do not have yet. */
export interface WithPolicyName {
  readonly PolicyName?: string | undefined
}

export interface WithCrossAccountPrimary {
  readonly CrossAccountPrimaryARN?: string | undefined
}
