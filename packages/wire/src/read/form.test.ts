/** awsQuery requests. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, refusal, request } from '../../testing/requests.ts'
import * as limits from '../limits.ts'

const iam = (fields: string) => request({ body: `Version=2010-05-08&${fields}` })

test('lists, structures and percent-encoding', () => {
  assert.deepEqual(
    read(
      'iam',
      iam(
        'Action=CreateRole&RoleName=r&AssumeRolePolicyDocument=%7B%7D&Tags.member.2.Key=b&Tags.member.2.Value=x+y%40&Tags.member.10.Key=c&Tags.member.10.Value=&Tags.member.1.Key=a&Tags.member.1.Value=1',
      ),
    ),
    {
      RoleName: 'r',
      AssumeRolePolicyDocument: '{}',
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: 'x y@' },
        { Key: 'c', Value: '' },
      ],
    },
  )
  assert.deepEqual(read('iam', iam('Action=TagRole&RoleName=r&Tags=')), { RoleName: 'r', Tags: [] })
  assert.deepEqual(read('sts', request({ method: 'GET', query: 'Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Signature=abc' })), {})
})

test('wrong actions, versions, types and constraints', () => {
  assert.equal(refusal('iam', iam('Action=Nope')), 'InvalidAction 400 Could not find operation Nope for version 2010-05-08')
  assert.equal(
    refusal('sts', request({ body: 'Action=GetCallerIdentity' })),
    'InvalidAction 400 Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED',
  )
  assert.equal(
    refusal('sts', request({ body: 'Action=__proto__&Version=2011-06-15' })),
    'InvalidAction 400 Could not find operation __proto__ for version 2011-06-15',
  )
  assert.equal(refusal('iam', iam('')), 'MissingAction 400 The request is missing an Action.')
  assert.equal(
    refusal('iam', iam('Action=CreateRole&RoleName=r&AssumeRolePolicyDocument=x&MaxSessionDuration=abc')),
    "MalformedInput 400 'abc' is not of type integer",
  )
  assert.equal(
    refusal('iam', iam('Action=CreateRole&RoleName=a%20b&AssumeRolePolicyDocument=x&MaxSessionDuration=5')),
    "ValidationError 400 2 validation errors detected: Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+; Value '5' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
  )
  assert.match(
    refusal('sts', request({ body: 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=ss' })),
    /^ValidationError 400 1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null$/,
  )
  assert.match(refusal('iam', iam('Action=GetRole&RoleName=%zz')), /^MalformedInput 400 /)
  assert.match(refusal('iam', iam('Action=GetRole&RoleName.a=b')), /^MalformedInput 400 /)
})

test('names cannot pollute, nest or multiply without end', () => {
  read('iam', iam('Action=GetRole&RoleName=r&__proto__.polluted=1&constructor.prototype.polluted=1'))
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  assert.match(refusal('iam', iam(`Action=GetRole&RoleName=r&${'a.'.repeat(limits.depth)}b=1`)), /^MalformedInput 400 A parameter name is nested too deeply/)
  assert.match(refusal('cloudwatch', request({ body: 'a&'.repeat(limits.formFields + 1) })), /^MalformedInput 400 More than /)
  const started = performance.now()
  assert.match(
    refusal(
      'cloudwatch',
      request({
        body: `Version=2010-08-01&Action=PutMetricData&Namespace=n&${Array.from({ length: 50_000 }, (_, at) => `MetricData.member.${999_999_999 - at}.MetricName=`).join('&')}`,
      }),
    ),
    /^(ValidationError|RequestEntityTooLarge)/,
  )
  assert.ok(performance.now() - started < 5000)
})

test('CloudWatch speaks both its protocols, each request in its own', () => {
  const dimensions = 'Dimensions.member.1.Name=TrainingJobName&Dimensions.member.1.Value=j'
  assert.deepEqual(
    read(
      'cloudwatch',
      request({
        body: `Action=GetMetricStatistics&Version=2010-08-01&Namespace=/aws/sagemaker/TrainingJobs&MetricName=m&${dimensions}&StartTime=2026-01-01T00%3A00%3A00Z&EndTime=2026-01-02T00:00:00Z&Period=60&Statistics.member.1=Average`,
      }),
    ),
    {
      Namespace: '/aws/sagemaker/TrainingJobs',
      MetricName: 'm',
      Dimensions: [{ Name: 'TrainingJobName', Value: 'j' }],
      StartTime: new Date('2026-01-01T00:00:00Z'),
      EndTime: new Date('2026-01-02T00:00:00Z'),
      Period: 60,
      Statistics: ['Average'],
    },
  )
  assert.match(
    refusal('cloudwatch', request({ body: 'Action=GetMetricStatistics&Version=2010-08-01&StartTime=tomorrow' })),
    /^MalformedInput 400 timestamp must follow ISO8601$/,
  )
})

test("EC2's forms: capitals, flattened lists, its own words for what is wrong", () => {
  const ec2 = (fields: string) => request({ body: `Version=2016-11-15&${fields}` })
  assert.deepEqual(
    read('ec2', ec2('Action=DescribeSubnets&SubnetId.2=b&SubnetId.1=a&Filter.1.Name=vpc-id&Filter.1.Value.1=x&Filter.1.Value.2=y&MaxResults=5&DryRun=false')),
    { SubnetIds: ['a', 'b'], Filters: [{ Name: 'vpc-id', Values: ['x', 'y'] }], MaxResults: 5, DryRun: false },
  )
  assert.deepEqual(
    read(
      'ec2',
      ec2(
        'Action=AuthorizeSecurityGroupIngress&GroupId=sg-1&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.Groups.1.GroupId=sg-2&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0%2F8&TagSpecification.1.ResourceType=security-group-rule&TagSpecification.1.Tag.1.Key=k',
      ),
    ),
    {
      GroupId: 'sg-1',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, UserIdGroupPairs: [{ GroupId: 'sg-2' }], IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'k' }] }],
    },
  )
  assert.equal(refusal('ec2', ec2('Action=Nope')), 'InvalidAction 400 The action Nope is not valid for this web service.')
  assert.equal(refusal('ec2', ec2('Action=CreateSecurityGroup&GroupName=g')), 'MissingParameter 400 The request must contain the parameter description')
  assert.match(refusal('ec2', ec2('Action=DescribeSubnets&MaxResults=x')), /^InvalidParameterValue 400 /)
  assert.match(refusal('ec2', ec2('Action=DescribeSubnets&MaxResults=1')), /^InvalidParameterValue 400 Value \(1\) for parameter maxResults is invalid\./)
  // A name alone: its shapes are not kept, so it can be refused by name.
  assert.deepEqual(read('ec2', ec2('Action=RunInstances&ImageId=ami-1')), {})
})
