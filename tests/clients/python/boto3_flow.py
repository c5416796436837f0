"""The whole way by boto3, with nothing but the environment: arguments are a folder with the tutorial's data and a name. Prints one line of JSON."""
import datetime
import json
import re
import sys
import time

import boto3
import botocore.config
import botocore.exceptions
from flow import HYPERPARAMETERS, Load, confusion, create_execution_role

folder, name = sys.argv[1:]
region = boto3.session.Session().region_name
iam, s3, sm, logs, cloudwatch = (boto3.client(service) for service in ("iam", "s3", "sagemaker", "logs", "cloudwatch"))
runtime = boto3.client("sagemaker-runtime", config=botocore.config.Config(retries={"total_max_attempts": 1}))
image = f"683313688378.dkr.ecr.{region}.amazonaws.com/sagemaker-xgboost:1.7-1"
bucket, since = f"sagemaker-{name}", datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=2)

role = create_execution_role(iam, name)
s3.create_bucket(Bucket=bucket)
for channel in ("train", "validation"):
    boto3.resource("s3").Bucket(bucket).Object(f"data/{channel}/{channel}.csv").upload_file(f"{folder}/{channel}.csv")


def train(job, rounds):
    sm.create_training_job(
        TrainingJobName=job,
        RoleArn=role,
        AlgorithmSpecification={"TrainingImage": image, "TrainingInputMode": "File"},
        HyperParameters={**HYPERPARAMETERS, "num_round": rounds},
        InputDataConfig=[
            {
                "ChannelName": channel,
                "ContentType": "csv",
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/data/{channel}"}},
            }
            for channel in ("train", "validation")
        ],
        OutputDataConfig={"S3OutputPath": f"s3://{bucket}/output"},
        ResourceConfig={"InstanceType": "ml.m4.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
        StoppingCondition={"MaxRuntimeInSeconds": 3600},
    )
    try:
        sm.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=job, WaiterConfig={"Delay": 2, "MaxAttempts": 60})
    except botocore.exceptions.WaiterError as error:
        sys.exit(f"{error} ({sm.describe_training_job(TrainingJobName=job).get('FailureReason')})")
    return sm.describe_training_job(TrainingJobName=job)


def deploy_config(config, job):
    sm.create_model(
        ModelName=config,
        ExecutionRoleArn=role,
        PrimaryContainer={"Image": image, "ModelDataUrl": sm.describe_training_job(TrainingJobName=job)["ModelArtifacts"]["S3ModelArtifacts"]},
    )
    variant = {"VariantName": "AllTraffic", "ModelName": config, "InitialInstanceCount": 1, "InstanceType": "ml.m4.xlarge"}
    sm.create_endpoint_config(EndpointConfigName=config, ProductionVariants=[variant])


job = train(f"{name}-50", "50")
train(f"{name}-10", "10")
for rounds in ("50", "10"):
    deploy_config(f"{name}-{rounds}", f"{name}-{rounds}")

sm.create_endpoint(EndpointName=name, EndpointConfigName=f"{name}-50")
sm.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig={"Delay": 2, "MaxAttempts": 60})
with open(f"{folder}/test.csv", "rb") as rows:
    body = rows.read()
invoked = runtime.invoke_endpoint(EndpointName=name, ContentType="text/csv", Body=body)
texts = invoked["Body"].read().decode().split()

row = body.split(b"\n", 1)[0]
client = boto3.session.Session().client("sagemaker-runtime", config=botocore.config.Config(retries={"total_max_attempts": 1}))
load = Load(lambda: lambda: client.invoke_endpoint(EndpointName=name, ContentType="text/csv", Body=row)["Body"].read().decode().strip())
load.wait_for(10)
before = sorted(load.answers)
sm.update_endpoint(EndpointName=name, EndpointConfigName=f"{name}-10")
sm.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig={"Delay": 2, "MaxAttempts": 60})
load.wait_for(10)
load.stop()
after = client.invoke_endpoint(EndpointName=name, ContentType="text/csv", Body=row)["Body"].read().decode().strip()

streams = logs.describe_log_streams(logGroupName="/aws/sagemaker/TrainingJobs", logStreamNamePrefix=f"{name}-50/")["logStreams"]
page = logs.get_log_events(logGroupName="/aws/sagemaker/TrainingJobs", logStreamName=streams[0]["logStreamName"], startFromHead=True)
lines = [event["message"] for event in page["events"]]
found = logs.filter_log_events(logGroupName="/aws/sagemaker/TrainingJobs", logStreamNamePrefix=f"{name}-50/", filterPattern='"[49]"')["events"]

later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=2)


def statistics(namespace, metric, dimensions, statistic):
    points = cloudwatch.get_metric_statistics(
        Namespace=namespace,
        MetricName=metric,
        Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()],
        StartTime=since,
        EndTime=later,
        Period=60,
        Statistics=[statistic],
    )["Datapoints"]
    return [point[statistic] for point in sorted(points, key=lambda point: point["Timestamp"])]


sm.delete_endpoint(EndpointName=name)
sm.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
calls = load.count + len(load.failures) + 2
for _ in range(60):
    counted = sum(statistics("AWS/SageMaker", "Invocations", {"EndpointName": name, "VariantName": "AllTraffic"}, "Sum"))
    if counted >= calls:
        break
    time.sleep(0.5)
for rounds in ("50", "10"):
    sm.delete_endpoint_config(EndpointConfigName=f"{name}-{rounds}")
    sm.delete_model(ModelName=f"{name}-{rounds}")
try:
    sm.describe_endpoint(EndpointName=name)
    gone = "it is still there"
except botocore.exceptions.ClientError as error:
    gone = f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
boto3.resource("s3").Bucket(bucket).objects.all().delete()
s3.delete_bucket(Bucket=bucket)

print(json.dumps({
    "version": boto3.__version__,
    "status": job["TrainingJobStatus"],
    "finalMetrics": {metric["MetricName"]: metric["Value"] for metric in job["FinalMetricDataList"]},
    "variant": invoked["InvokedProductionVariant"],
    "predictions": len(texts),
    "confusion": confusion(map(float, texts), folder),
    "load": {"calls": load.count, "failures": load.failures, "before": before, "answers": sorted(load.answers), "after": after},
    "rounds": [line for line in lines if re.match(r"\[\d+\]#011", line)],
    "found": [event["message"] for event in found],
    "losses": statistics("/aws/sagemaker/TrainingJobs", "validation:logloss", {"TrainingJobName": f"{name}-50"}, "Average"),
    "calls": calls,
    "counted": counted,
    "gone": gone,
}))
