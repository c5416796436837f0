"""EC2's network and Secrets Manager by boto3, as everyday scripts use them. The argument is a name. Prints one line of JSON."""
import json
import sys

import boto3
import botocore.exceptions

(name,) = sys.argv[1:]
ec2, secrets = boto3.client("ec2"), boto3.client("secretsmanager")


def error_of(call, **request):
    try:
        call(**request)
        return "none"
    except botocore.exceptions.ClientError as error:
        return f"{error.response['ResponseMetadata']['HTTPStatusCode']} {error.response['Error']['Code']}: {error.response['Error']['Message']}"


vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]
pages = ec2.get_paginator("describe_subnets").paginate(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}], PaginationConfig={"PageSize": 5})
subnets = [subnet for page in pages for subnet in page["Subnets"]]
tags = [{"Key": "Name", "Value": name}]
group = ec2.create_security_group(GroupName=name, Description="by boto3", VpcId=vpc["VpcId"], TagSpecifications=[{"ResourceType": "security-group", "Tags": tags}])["GroupId"]
https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "everyone"}]}
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[https])
ec2.get_waiter("security_group_exists").wait(GroupIds=[group])
found = ec2.describe_security_groups(Filters=[{"Name": "tag:Name", "Values": [name]}])["SecurityGroups"]
# The resource interface reads EC2's answers its own way.
resource = boto3.resource("ec2").SecurityGroup(group)

arn = secrets.create_secret(Name=f"{name}/db", SecretString=json.dumps({"username": "u", "password": "p"}), Tags=tags)["ARN"]
secrets.put_secret_value(SecretId=arn, SecretString="two")
listed = [each["Name"] for page in secrets.get_paginator("list_secrets").paginate(Filters=[{"Key": "name", "Values": [name]}]) for each in page["SecretList"]]
outcome = {
    "version": boto3.__version__,
    "range": vpc["CidrBlock"],
    "zones": [subnet["AvailabilityZone"] for subnet in subnets],
    "found": [[each["GroupId"] == group, each["IpPermissions"][0]["IpRanges"]] for each in found],
    "resource": [resource.group_name, resource.ip_permissions[0]["FromPort"], resource.tags],
    "again": error_of(ec2.authorize_security_group_ingress, GroupId=group, IpPermissions=[https]),
    "nowhere": error_of(ec2.describe_subnets, SubnetIds=["subnet-0"]),
    "dry": error_of(ec2.delete_security_group, GroupId=group, DryRun=True),
    "lacking": error_of(ec2.describe_instances),
    "current": secrets.get_secret_value(SecretId=f"{name}/db")["SecretString"],
    "previous": json.loads(secrets.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")["SecretString"])["password"],
    "listed": listed,
    "password": len(secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True)["RandomPassword"]),
}
ec2.delete_security_group(GroupId=group)
secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
try:
    secrets.get_secret_value(SecretId=arn)
except secrets.exceptions.ResourceNotFoundException as error:
    outcome["gone"] = str(error)
print(json.dumps(outcome))
