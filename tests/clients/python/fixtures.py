"""Two or three of every kind of resource, so that lists have pages: what paginators and waiters of botocore are driven with."""
import datetime
import json
import time

from flow import HYPERPARAMETERS, create_execution_role

EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})
NUMBERS = (1, 2, 3)
# EC2 takes no page below five.
EC2_NUMBERS = range(6)
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def tags(names=("Key", "Value")):
    return [{names[0]: f"tag-{number}", names[1]: str(number)} for number in NUMBERS]


def make_iam(iam, made):
    account = made["account"]
    made["RoleName"], made["UserName"], made["GroupName"], made["InstanceProfileName"] = "fixture-role", "fixture-user-1", "fixture-group-1", "fixture-profile-1"
    made["PolicyArn"] = f"arn:aws:iam::{account}:policy/fixture-policy-1"
    made["PolicySourceArn"] = f"arn:aws:iam::{account}:user/fixture-user-1"
    made["ActionNames"], made["PolicyInputList"] = ["s3:GetObject", "s3:PutObject", "iam:GetUser"], [EVERYTHING]
    made["SerialNumber"] = f"arn:aws:iam::{account}:mfa/fixture-mfa-1"
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    iam.create_role(RoleName="fixture-role", AssumeRolePolicyDocument=json.dumps(trust), Tags=tags())
    iam.create_account_alias(AccountAlias="fixture-alias")
    for number in NUMBERS:
        iam.create_user(UserName=f"fixture-user-{number}", Tags=tags())
        iam.create_group(GroupName=f"fixture-group-{number}")
        iam.create_policy(PolicyName=f"fixture-policy-{number}", PolicyDocument=EVERYTHING, Tags=tags())
        iam.create_instance_profile(InstanceProfileName=f"fixture-profile-{number}", Tags=tags())
        iam.create_virtual_mfa_device(VirtualMFADeviceName=f"fixture-mfa-{number}", Tags=tags())
    for number in NUMBERS:
        arn = f"arn:aws:iam::{account}:policy/fixture-policy-{number}"
        iam.attach_role_policy(RoleName="fixture-role", PolicyArn=arn)
        iam.attach_user_policy(UserName="fixture-user-1", PolicyArn=arn)
        iam.attach_group_policy(GroupName="fixture-group-1", PolicyArn=arn)
        for put, owner in ((iam.put_role_policy, {"RoleName": "fixture-role"}), (iam.put_user_policy, {"UserName": "fixture-user-1"}), (iam.put_group_policy, {"GroupName": "fixture-group-1"})):
            put(PolicyName=f"inline-{number}", PolicyDocument=EVERYTHING, **owner)
        iam.add_user_to_group(GroupName="fixture-group-1", UserName=f"fixture-user-{number}")
        iam.create_policy_version(PolicyArn=made["PolicyArn"], PolicyDocument=EVERYTHING)
    for number in (2, 3):
        iam.add_user_to_group(GroupName=f"fixture-group-{number}", UserName="fixture-user-1")
        iam.attach_user_policy(UserName=f"fixture-user-{number}", PolicyArn=made["PolicyArn"])
        iam.create_access_key(UserName="fixture-user-1")
    iam.add_role_to_instance_profile(InstanceProfileName="fixture-profile-1", RoleName="fixture-role")
    made["execution_role"] = create_execution_role(iam, "fixtures")


def make_s3(s3, made):
    made["Bucket"], made["Key"] = "sagemaker-fixtures", "parts"
    for suffix in ("", "-2", "-3"):
        s3.create_bucket(Bucket=f"sagemaker-fixtures{suffix}")
    for number in NUMBERS:
        for _ in range(2):
            s3.put_object(Bucket=made["Bucket"], Key=f"many/{number}", Body=b"x")
        s3.create_multipart_upload(Bucket=made["Bucket"], Key=f"upload-{number}")
    s3.delete_object(Bucket=made["Bucket"], Key="many/3")
    made["UploadId"] = s3.create_multipart_upload(Bucket=made["Bucket"], Key="parts")["UploadId"]
    for number in NUMBERS:
        s3.upload_part(Bucket=made["Bucket"], Key="parts", UploadId=made["UploadId"], PartNumber=number, Body=b"x" * 10)
    rows = "".join(f"{i % 2},{(i * 7) % 13},{(i % 2) * 3 + (i * 5) % 7}\n" for i in range(400))
    s3.put_object(Bucket=made["Bucket"], Key="train/train.csv", Body=rows.encode())
    s3.put_object(Bucket=made["Bucket"], Key="rows/rows.csv", Body=b"1,2\n3,4\n")
    s3.put_object(Bucket=made["Bucket"], Key="broken/model.tar.gz", Body=b"this is no archive")


def training_job(made, name, **hyperparameters):
    return {
        "TrainingJobName": name,
        "RoleArn": made["execution_role"],
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "HyperParameters": {**HYPERPARAMETERS, "num_round": "2", **hyperparameters},
        "InputDataConfig": [
            {"ChannelName": "train", "ContentType": "csv", "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{made['Bucket']}/train/"}}}
        ],
        "OutputDataConfig": {"S3OutputPath": f"s3://{made['Bucket']}/output"},
        "ResourceConfig": {"InstanceType": "ml.m4.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }


def make_endpoint(sagemaker, made, name, artifacts):
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=made["execution_role"], PrimaryContainer={"Image": IMAGE, "ModelDataUrl": artifacts})
    variant = {"VariantName": "AllTraffic", "ModelName": name, "InitialInstanceCount": 1, "InstanceType": "ml.m4.xlarge"}
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name)


def transform_job(made, name, model):
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{made['Bucket']}/rows/"}}
    return {
        "TransformJobName": name,
        "ModelName": model,
        "TransformInput": {"DataSource": source, "ContentType": "text/csv", "SplitType": "Line"},
        "TransformOutput": {"S3OutputPath": f"s3://{made['Bucket']}/output"},
        "TransformResources": {"InstanceType": "ml.m4.xlarge", "InstanceCount": 1},
    }


def make_sagemaker(sagemaker, made):
    for number in NUMBERS:
        sagemaker.create_code_repository(CodeRepositoryName=f"fixture-{number}", GitConfig={"RepositoryUrl": "https://github.com/kenja/none.git"})
        sagemaker.create_notebook_instance_lifecycle_config(NotebookInstanceLifecycleConfigName=f"fixture-{number}")
        sagemaker.create_training_job(**training_job(made, f"fixture-{number}"))
    sagemaker.create_training_job(**training_job(made, "fixture-failing", eta="2"))
    # What a waiter does is what is tried later; here a plain look must do.
    while sagemaker.describe_training_job(TrainingJobName="fixture-3")["TrainingJobStatus"] == "InProgress":
        time.sleep(0.3)
    artifacts = sagemaker.describe_training_job(TrainingJobName="fixture-3")["ModelArtifacts"]["S3ModelArtifacts"]
    for number in (1, 2):
        make_endpoint(sagemaker, made, f"fixture-{number}", artifacts)
    make_endpoint(sagemaker, made, "fixture-failing", f"s3://{made['Bucket']}/broken/model.tar.gz")
    if "CreateTransformJob" in made["answered"]["sagemaker"]:
        for number in (1, 2):
            sagemaker.create_transform_job(**transform_job(made, f"fixture-{number}", "fixture-1"))
        sagemaker.create_transform_job(**transform_job(made, "fixture-failing", "fixture-failing"))
    made["ResourceArn"] = sagemaker.describe_model(ModelName="fixture-1")["ModelArn"]
    sagemaker.add_tags(ResourceArn=made["ResourceArn"], Tags=tags())
    for number in (1, 2):
        sagemaker.create_notebook_instance(NotebookInstanceName=f"fixture-{number}", InstanceType="ml.t2.medium", RoleArn=made["execution_role"])


def make_kms(kms, made):
    keys = [kms.create_key(Tags=tags(("TagKey", "TagValue")))["KeyMetadata"] for _ in NUMBERS]
    made["KeyId"] = keys[0]["KeyId"]
    for number in NUMBERS:
        kms.create_alias(AliasName=f"alias/fixture-{number}", TargetKeyId=made["KeyId"])
        kms.create_grant(KeyId=made["KeyId"], GranteePrincipal=made["execution_role"], RetiringPrincipal=made["execution_role"], Operations=["Decrypt"], Name=f"grant-{number}")
        if hasattr(kms, "rotate_key_on_demand"):  # Younger than the oldest boto3 that is driven.
            kms.rotate_key_on_demand(KeyId=made["KeyId"])


def make_logs(logs, made):
    made["logGroupName"] = "fixture-1"
    for number in NUMBERS:
        logs.create_log_group(logGroupName=f"fixture-{number}")
        logs.create_log_stream(logGroupName="fixture-1", logStreamName=f"stream-{number}")
        events = [{"timestamp": int(time.time() * 1000), "message": f"line {line}"} for line in NUMBERS]
        logs.put_log_events(logGroupName="fixture-1", logStreamName=f"stream-{number}", logEvents=events)


def make_cloudwatch(cloudwatch, made):
    now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
    made["StartTime"], made["EndTime"] = now - datetime.timedelta(hours=1), now + datetime.timedelta(minutes=5)
    for number in NUMBERS:
        data = [{"MetricName": f"metric-{number}", "Timestamp": now - datetime.timedelta(minutes=minute), "Value": float(minute)} for minute in range(1, 4)]
        cloudwatch.put_metric_data(Namespace="fixtures", MetricData=data)
    made["MetricDataQueries"] = [
        {"Id": f"m{number}", "MetricStat": {"Metric": {"Namespace": "fixtures", "MetricName": f"metric-{number}"}, "Period": 60, "Stat": "Sum"}} for number in NUMBERS
    ]


def make_secrets(secretsmanager, made):
    for number in NUMBERS:
        secretsmanager.create_secret(Name=f"fixture-{number}", SecretString="said by nobody")


def make_cloudtrail(cloudtrail, made):
    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:PutObject"], "Resource": ["arn:aws:s3:::sagemaker-fixtures-2", "arn:aws:s3:::sagemaker-fixtures-2/*"]}
    ]}
    made["s3"].put_bucket_policy(Bucket="sagemaker-fixtures-2", Policy=json.dumps(policy))
    trails = [cloudtrail.create_trail(Name=f"fixture-{number}", S3BucketName="sagemaker-fixtures-2") for number in NUMBERS]
    made["ResourceIdList"] = [trail["TrailARN"] for trail in trails]


def make_ec2(ec2, made):
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for number in EC2_NUMBERS:
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"]
        group = ec2.create_security_group(GroupName=f"fixture-{number}", Description="fixture", VpcId=vpc)["GroupId"]
        ec2.create_tags(Resources=[subnet, group], Tags=tags())
    made["VpcId"], made["SubnetId"], made["GroupId"] = vpc, subnet, group
    made["InternetGatewayId"] = ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]


def make_organizations(organizations, made):
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    everything = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
    for number in NUMBERS:
        unit = organizations.create_organizational_unit(ParentId=root, Name=f"fixture-{number}", Tags=tags())["OrganizationalUnit"]["Id"]
        policy = organizations.create_policy(Name=f"fixture-{number}", Description="", Type="SERVICE_CONTROL_POLICY", Content=everything)["Policy"]["PolicySummary"]["Id"]
        organizations.attach_policy(PolicyId=policy, TargetId=root)
        begun = organizations.create_account(Email=f"fixture-{number}@example.com", AccountName=f"fixture-{number}")["CreateAccountStatus"]["Id"]
        while organizations.describe_create_account_status(CreateAccountRequestId=begun)["CreateAccountStatus"]["State"] == "IN_PROGRESS":
            time.sleep(0.1)
    made.update(ParentId=root, TargetId=root, ChildId=unit, ResourceId=unit, PolicyId="p-FullAWSAccess", ChildType="ORGANIZATIONAL_UNIT", Filter="SERVICE_CONTROL_POLICY")


def prepare(clients, account, answered):
    """Makes all of it, as far as its operations are `answered` ({service: [operations]}); returns the values of request parameters by their names, and a few more for the scenarios."""
    made = {"account": account, "answered": answered, "s3": clients["s3"]}
    makers = {
        "iam": make_iam, "s3": make_s3, "sagemaker": make_sagemaker, "kms": make_kms, "logs": make_logs, "cloudwatch": make_cloudwatch,
        "secretsmanager": make_secrets, "cloudtrail": make_cloudtrail, "ec2": make_ec2,
        "organizations": make_organizations,
    }
    for service, make in makers.items():
        if service in clients:
            make(clients[service], made)
    return made
