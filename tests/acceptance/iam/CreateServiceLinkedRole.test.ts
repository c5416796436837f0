import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreateServiceLinkedRoleCommand, DeleteRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test("CreateServiceLinkedRole makes the service's role, which only AWS changes", async () => {
  const { Role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'sagemaker.amazonaws.com', Description: 'd' }))
  const RoleName = 'AWSServiceRoleForAmazonSageMakerNotebooks'
  assert.equal(Role?.Arn, `arn:aws:iam::${ACCOUNT}:role/aws-service-role/sagemaker.amazonaws.com/${RoleName}`)
  const unmodifiable = {
    name: 'UnmodifiableEntityException',
    message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
  }
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName })), unmodifiable)
  await assert.rejects(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' })), unmodifiable)
  await assert.rejects(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust() })), unmodifiable)
})

test('twice, with a suffix, for a service that has none', async () => {
  const create = (AWSServiceName: string, CustomSuffix?: string) => iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName, CustomSuffix }))
  await create('autoscaling.amazonaws.com')
  await assert.rejects(create('autoscaling.amazonaws.com'), {
    name: 'InvalidInputException',
    message: 'Service role name AWSServiceRoleForAutoScaling has been taken in this account, please try a different suffix.',
  })
  assert.equal((await create('autoscaling.amazonaws.com', 'two')).Role?.RoleName, 'AWSServiceRoleForAutoScaling_two')
  await assert.rejects(create('sagemaker.amazonaws.com', 'two'), {
    name: 'InvalidInputException',
    message: 'Custom suffix is not allowed for sagemaker.amazonaws.com',
  })
  await assert.rejects(create('nothing.example.com'), { name: 'InvalidInputException' })
})
