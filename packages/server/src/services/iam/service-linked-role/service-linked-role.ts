/** Roles that AWS's services make for themselves (AWS: "AWS services that work with IAM", column "Service-linked roles"): those that an account with SageMaker meets. */

interface Template {
  readonly name: string
  /** Whether several may stand side by side, told apart by a suffix. */
  readonly suffix: boolean
}

const one = (name: string): Template => ({ name: `AWSServiceRoleFor${name}`, suffix: false })
const many = (name: string): Template => ({ name: `AWSServiceRoleFor${name}`, suffix: true })

const templates: Readonly<Record<string, Template>> = {
  'access-analyzer.amazonaws.com': one('AccessAnalyzer'),
  'autoscaling.amazonaws.com': many('AutoScaling'),
  'cloudtrail.amazonaws.com': one('CloudTrail'),
  'ecs.amazonaws.com': one('ECS'),
  'elasticloadbalancing.amazonaws.com': one('ElasticLoadBalancing'),
  'organizations.amazonaws.com': one('Organizations'),
  'rds.amazonaws.com': one('RDS'),
  'sagemaker.amazonaws.com': one('AmazonSageMakerNotebooks'),
  'sagemaker.application-autoscaling.amazonaws.com': one('ApplicationAutoScaling_SageMakerEndpoint'),
  'spot.amazonaws.com': one('EC2Spot'),
}

export const templateOf = (service: string): Template | undefined => (Object.hasOwn(templates, service) ? templates[service] : undefined)

export const servicePath = (service: string) => `/aws-service-role/${service}/`

export const trustOf = (service: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] })
