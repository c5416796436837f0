"""
What people get wrong, by boto3 with nothing but the environment: the argument is a name. Prints one line of JSON: for each case what the client was told.
"""
import http.client
import json
import sys
import time
import urllib.parse

import boto3
import botocore.config
import botocore.exceptions
from flow import HYPERPARAMETERS, create_execution_role

(name,) = sys.argv[1:]
region = boto3.session.Session().region_name
once = botocore.config.Config(retries={"total_max_attempts": 1})
iam, s3, sm, runtime = (boto3.client(service, config=once) for service in ("iam", "s3", "sagemaker", "sagemaker-runtime"))
image = f"683313688378.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:1.7-1"
bucket = f"sagemaker-{name}"
rows = "\n".join(f"{i % 2},{(i * 7) % 13},{(i % 2) * 3 + (i * 5) % 7}" for i in range(400))
told = {}


def told_by(call, **arguments):
    try:
        call(**arguments)
        return "no error"
    except botocore.exceptions.ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"


role = create_execution_role(iam, name)
s3.create_bucket(Bucket=bucket)
s3.put_object(Bucket=bucket, Key="good/train.csv", Body=rows.encode())
s3.put_object(Bucket=bucket, Key="header/train.csv", Body=f"label,age,day\n{rows}".encode())
s3.put_object(Bucket=bucket, Key="empty/train.csv", Body=b"")


def job(job_name, prefix="good", content_type="text/csv", **change):
    request = {
        "TrainingJobName": f"{name}-{job_name}",
        "RoleArn": role,
        "AlgorithmSpecification": {"TrainingImage": image, "TrainingInputMode": "File"},
        "HyperParameters": {**HYPERPARAMETERS, "num_round": "2"},
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "ContentType": content_type,
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/{prefix}/"}},
            }
        ],
        "OutputDataConfig": {"S3OutputPath": f"s3://{bucket}/output"},
        "ResourceConfig": {"InstanceType": "ml.m4.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        **change,
    }
    return {key: value for key, value in request.items() if value is not None}


def ended(**arguments):
    """Status and reason of a job that is accepted; what the client was told when it is not."""
    refused = told_by(sm.create_training_job, **arguments)
    if refused != "no error":
        return refused
    for _ in range(200):
        found = sm.describe_training_job(TrainingJobName=arguments["TrainingJobName"])
        if found["TrainingJobStatus"] != "InProgress":
            return f"{found['TrainingJobStatus']}: {found.get('FailureReason', '')}"
        time.sleep(0.2)
    return "it does not end"


told["missing prefix"] = ended(**job("prefix", "nowhere"))
told["missing bucket"] = told_by(
    sm.create_training_job, **{**job("bucket"), "InputDataConfig": [
        {"ChannelName": "train", "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}-not-there/x"}}}
    ]}
)
told["missing role"] = ended(**job("role", RoleArn=f"{role}-not-there"))
told["missing image"] = ended(**job("image", AlgorithmSpecification={"TrainingImage": image.replace("sagemaker-xgboost", "no-such-image"), "TrainingInputMode": "File"}))
told["missing tag"] = ended(**job("tag", AlgorithmSpecification={"TrainingImage": image.replace("1.7-1", "9.9-9"), "TrainingInputMode": "File"}))
told["bad hyperparameter"] = ended(**job("hyper", HyperParameters={**HYPERPARAMETERS, "depth": "5"}))
told["bad value"] = ended(**job("value", HyperParameters={**HYPERPARAMETERS, "eta": "2"}))
told["header line"] = ended(**job("header", "header"))
told["header line, 0.72"] = ended(**job(
    "header-72", "header", AlgorithmSpecification={"TrainingImage": f"811284229777.dkr.ecr.{region}.amazonaws.com/xgboost:latest", "TrainingInputMode": "File"}
))
told["training content type"] = ended(**job("type", content_type="image/png"))
told["empty data"] = ended(**job("empty", "empty"))
told["name"] = ended(**job("under_score"))
told["instance type"] = ended(**job("instance", ResourceConfig={"InstanceType": "ml.none", "InstanceCount": 1, "VolumeSizeInGB": 30}))
told["output bucket"] = ended(**job("output", OutputDataConfig={"S3OutputPath": f"s3://{bucket}-not-there/x"}))
told["good"] = ended(**job("good"))
told["again"] = ended(**job("good"))

artifacts = sm.describe_training_job(TrainingJobName=f"{name}-good")["ModelArtifacts"]["S3ModelArtifacts"]
told["model of a missing role"] = told_by(
    sm.create_model, ModelName="x", ExecutionRoleArn=f"{role}-not-there", PrimaryContainer={"Image": image, "ModelDataUrl": artifacts}
)
told["configuration without model"] = told_by(
    sm.create_endpoint_config,
    EndpointConfigName="x",
    ProductionVariants=[{"VariantName": "a", "ModelName": "no-such-model", "InitialInstanceCount": 1, "InstanceType": "ml.m4.xlarge"}],
)
told["endpoint without configuration"] = told_by(sm.create_endpoint, EndpointName="x", EndpointConfigName="no-such-config")
told["invocation without endpoint"] = told_by(runtime.invoke_endpoint, EndpointName="no-such-endpoint", Body=b"1,2", ContentType="text/csv")

sm.create_model(ModelName=name, ExecutionRoleArn=role, PrimaryContainer={"Image": image, "ModelDataUrl": artifacts})
sm.create_endpoint_config(
    EndpointConfigName=name,
    ProductionVariants=[{"VariantName": "AllTraffic", "ModelName": name, "InitialInstanceCount": 1, "InstanceType": "ml.m4.xlarge"}],
)
sm.create_endpoint(EndpointName=name, EndpointConfigName=name)
sm.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
for case, content_type, body in (
    ("invocation content type", "image/png", b"1,2"),
    ("invocation empty body", "text/csv", b""),
    ("invocation words", "text/csv", b"a,b"),
    ("invocation columns", "text/csv", b"1,2,3,4,5,6,7"),
    ("invocation size", "text/csv", b"1,2\n" * 1_600_000),
):
    told[case] = told_by(runtime.invoke_endpoint, EndpointName=name, Body=body, ContentType=content_type)
fine = runtime.invoke_endpoint(EndpointName=name, Body=b"1,2", ContentType="text/csv")["Body"].read().decode().strip()

# A truncated upload: the connection ends in the middle of the body.
url = urllib.parse.urlsplit(s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "half"}))
connection = http.client.HTTPConnection(url.netloc)
connection.putrequest("PUT", f"{url.path}?{url.query}")
connection.putheader("Content-Length", "100000")
connection.endheaders()
connection.send(b"x" * 50000)
connection.close()
time.sleep(0.5)
told["truncated upload"] = told_by(s3.get_object, Bucket=bucket, Key="half")
told["wrong checksum"] = told_by(s3.put_object, Bucket=bucket, Key="half", Body=b"abc", ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")
half = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket).get("Contents", []) if found["Key"] == "half"]
models = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket, Prefix="output/").get("Contents", [])]

sm.delete_endpoint(EndpointName=name)
sm.delete_endpoint_config(EndpointConfigName=name)
sm.delete_model(ModelName=name)
print(json.dumps({"told": told, "fine": float(fine), "half": half, "models": models}))
