import type { CreateNotebookInstanceInput, CreateNotebookInstanceOutput } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { mustUseKey } from '../kms-key.ts'
import { mustFitNotebookInstance } from '../quotas.ts'
import { attachNotebook, mustBeInOneVpc } from '../vpc-config.ts'
import { duplicateNotebookInstance } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { newNotebookInstance } from './notebook-instance.ts'
import { mustFindNamed } from './settings.ts'
import { refuseUnsupported } from './unsupported.ts'

/** Writes the wish; the engine makes the environment, when it is the user's first notebook, and starts Jupyter. */
export const createNotebookInstance: Operation<CreateNotebookInstanceInput, CreateNotebookInstanceOutput> = (input, ctx) => {
  const arn = sagemakerArn(ctx, 'notebook-instance', input.NotebookInstanceName)
  refuseUnsupported(input)
  if (instances.find(ctx, input.NotebookInstanceName)) throw duplicateNotebookInstance(arn)
  mustFindNamed(ctx, input)
  if (input.SubnetId !== undefined) mustBeInOneVpc(ctx, [input.SubnetId], input.SecurityGroupIds ?? [])
  ctx.iam.mustPassRole(input.RoleArn, 'sagemaker.amazonaws.com')
  mustUseKey(ctx, input.KmsKeyId)
  mustFitNotebookInstance(ctx, input.InstanceType)
  instances.insert(ctx, newNotebookInstance(ctx, arn, input, ctx.now, attachNotebook(ctx, input)))
  ctx.tags.set(arn, input.Tags as Tag[] | undefined)
  ctx.wake(arn)
  return { NotebookInstanceArn: arn }
}
