/** The tutorial's calls against a running Kenja: role, bucket, data, a training job of the built-in XGBoost, an endpoint. */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker'
import type { Clients } from '../support/clients.ts'
import { allow, trust } from '../support/policies.ts'
import { ACCOUNT, REGION } from '../support/server.ts'

const BUCKET = 'bench'
/** AWS's registry of the XGBoost container for us-east-1. */
const IMAGE = `683313688378.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.7-1`
const ROLE = `arn:aws:iam::${ACCOUNT}:role/bench`
/** The platform's Describe waits for changes by itself; this is for answers that came without one. */
const LOOK_EVERY_MS = 20

export async function prepareFlow({ iam, s3 }: Clients, train: string): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: 'bench', AssumeRolePolicyDocument: trust() }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'bench', PolicyName: 'work', PolicyDocument: allow(['s3:*', 'logs:*']) }))
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'train/train.csv', Body: train }))
}

/** From CreateTrainingJob to the first look that says how it ended. */
export async function trainJob({ sagemaker }: Clients, name: string, HyperParameters: Record<string, string>): Promise<DescribeTrainingJobCommandOutput> {
  await sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: ROLE,
      AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
      HyperParameters,
      InputDataConfig: [
        {
          ChannelName: 'train',
          ContentType: 'csv',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/train`, S3DataDistributionType: 'FullyReplicated' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output` },
      ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
    }),
  )
  for (;;) {
    const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))
    if (job.TrainingJobStatus === 'Completed') return job
    if (job.TrainingJobStatus !== 'InProgress') throw new Error(`${name}: ${job.TrainingJobStatus}: ${job.FailureReason}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** Until it is in service. */
export async function deploy({ sagemaker }: Clients, name: string, ModelDataUrl: string): Promise<void> {
  await sagemaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: IMAGE, ModelDataUrl } }))
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: name, InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge', InitialVariantWeight: 1 }],
    }),
  )
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }))
  for (;;) {
    const { EndpointStatus, FailureReason } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))
    if (EndpointStatus === 'InService') return
    if (EndpointStatus === 'Failed') throw new Error(`${name}: ${FailureReason}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** Of the tutorial, but for the rounds. */
export const HYPERPARAMETERS = {
  max_depth: '5',
  eta: '0.2',
  gamma: '4',
  min_child_weight: '6',
  subsample: '0.8',
  objective: 'binary:logistic',
  num_round: '100',
} as const
