"""
The whole way by the SageMaker Python SDK 1.72.0, outside a notebook, with `./kenja env --proxy`: arguments are a folder with the tutorial's data and a name.
Prints one line of JSON at the end, after what the SDK itself prints.
"""
import contextlib
import io
import json
import sys

import boto3
from flow import HYPERPARAMETERS, Load, become_role, confusion, rows_of, try_s3_tools

folder, name = sys.argv[1:]
own_role = become_role(name)

import sagemaker  # noqa: E402  (after the environment is the role's)
from sagemaker.amazon.amazon_estimator import get_image_uri  # noqa: E402
from sagemaker.analytics import TrainingJobAnalytics  # noqa: E402
from sagemaker.estimator import Estimator  # noqa: E402
from sagemaker.predictor import RealTimePredictor, csv_serializer, json_deserializer  # noqa: E402
from sagemaker.s3 import S3Downloader, S3Uploader  # noqa: E402

session = sagemaker.Session()
client = session.sagemaker_client
role = sagemaker.get_execution_role(session)
bucket = session.default_bucket()
# The newest that this edition knows; its image answers CSV only. Newer images are named by hand.
oldest_image = get_image_uri(session.boto_region_name, "xgboost", "1.0-1")
image = oldest_image.replace("1.0-1-cpu-py3", "1.7-1")
channels = ("train", "validation")
inputs = {
    channel: sagemaker.s3_input(session.upload_data(f"{folder}/{channel}.csv", key_prefix=f"{name}/{channel}"), content_type="csv") for channel in channels
}


def estimator_of(image, rounds):
    estimator = Estimator(
        image,
        role,
        train_instance_count=1,
        train_instance_type="ml.m4.xlarge",
        output_path=f"s3://{bucket}/{name}/output",
        sagemaker_session=session,
        tags=[{"Key": "flow", "Value": name}],
    )
    estimator.set_hyperparameters(**{**HYPERPARAMETERS, "num_round": rounds})
    return estimator


estimator = estimator_of(image, "50")
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    estimator.fit(inputs, logs="All")
job = estimator.latest_training_job.name
other = estimator_of(oldest_image, "10")
quiet = io.StringIO()
with contextlib.redirect_stdout(quiet):
    other.fit(inputs, logs=False, wait=False)
    other.latest_training_job.wait(logs=False)
stopped = estimator_of(image, "100000")
stopped.fit(inputs, wait=False)
stopped.latest_training_job.stop()
client.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=stopped.latest_training_job.name, WaiterConfig={"Delay": 1, "MaxAttempts": 120})

attached = Estimator.attach(job, sagemaker_session=session)
analytics = TrainingJobAnalytics(job, metric_names=["validation:logloss"], sagemaker_session=session).dataframe()
predictor = attached.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge", endpoint_name=name)
predictor.content_type, predictor.serializer = "text/csv", csv_serializer
with open(f"{folder}/test.csv") as rows:
    body = rows.read()
texts = predictor.predict(rows_of(body)).decode().split()
as_json = RealTimePredictor(name, session, serializer=csv_serializer, deserializer=json_deserializer, content_type="text/csv", accept="application/json")
scores = [prediction["score"] for prediction in as_json.predict(rows_of(body)[:3])["predictions"]]

row = body.split("\n", 1)[0]
load = Load(lambda: lambda: predictor.predict(row).decode().strip())
load.wait_for(5)
before = client.describe_endpoint(EndpointName=name)["EndpointConfigName"]
other.deploy(initial_instance_count=1, instance_type="ml.m5.xlarge", endpoint_name=name, update_endpoint=True)
load.wait_for(5)
load.stop()
after = client.describe_endpoint(EndpointName=name)["EndpointConfigName"]
updated = predictor.predict(row).decode().strip()

s3 = try_s3_tools(S3Uploader, S3Downloader, f"s3://{bucket}/{name}/note", folder, session=session)

predictor.delete_model()
client.delete_model(ModelName=other.latest_training_job.name)
predictor.delete_endpoint()
client.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
tags = client.list_tags(ResourceArn=client.describe_training_job(TrainingJobName=job)["TrainingJobArn"])["Tags"]
left = [len(client.list_endpoints(NameContains=name)["Endpoints"]), len(client.list_models()["Models"])]
boto3.resource("s3").Bucket(bucket).objects.filter(Prefix=f"{name}/").delete()

print("\n" + json.dumps({
    "version": sagemaker.__version__,
    "ownRole": own_role,
    "role": role,
    "bucket": bucket,
    "image": oldest_image,
    "printed": printed.getvalue(),
    "quiet": quiet.getvalue(),
    "stopped": client.describe_training_job(TrainingJobName=stopped.latest_training_job.name)["TrainingJobStatus"],
    "attachedData": attached.model_data,
    "modelData": estimator.model_data,
    "metrics": analytics["metric_name"].unique().tolist(),
    "confusion": confusion(map(float, texts), folder),
    "scores": scores,
    "texts": texts[:3],
    "load": {"calls": load.count, "failures": load.failures, "answers": sorted(load.answers)},
    "updated": updated,
    "configs": [before, after],
    "s3": s3,
    "tags": tags,
    "left": left,
}))
