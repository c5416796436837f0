"""
The whole way by the SageMaker Python SDK 2.x, outside a notebook, with `./kenja env --proxy`: arguments are a folder with the tutorial's data and a name.
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
from sagemaker.analytics import TrainingJobAnalytics  # noqa: E402
from sagemaker.deserializers import JSONDeserializer  # noqa: E402
from sagemaker.estimator import Estimator  # noqa: E402
from sagemaker.predictor import Predictor  # noqa: E402
from sagemaker.s3 import S3Downloader, S3Uploader  # noqa: E402
from sagemaker.serializers import CSVSerializer  # noqa: E402

session = sagemaker.Session()
role = sagemaker.get_execution_role(session)
bucket = session.default_bucket()
inputs = {
    channel: sagemaker.inputs.TrainingInput(session.upload_data(f"{folder}/{channel}.csv", key_prefix=f"{name}/{channel}"), content_type="csv")
    for channel in ("train", "validation")
}


def estimator_of(rounds):
    estimator = Estimator(
        sagemaker.image_uris.retrieve("xgboost", session.boto_region_name, "1.7-1"),
        role,
        instance_count=1,
        instance_type="ml.m4.xlarge",
        output_path=f"s3://{bucket}/{name}/output",
        sagemaker_session=session,
        tags=[{"Key": "flow", "Value": name}],
    )
    estimator.set_hyperparameters(**{**HYPERPARAMETERS, "num_round": rounds})
    return estimator


estimator = estimator_of("50")
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    estimator.fit(inputs, logs=True)
quiet = io.StringIO()
with contextlib.redirect_stdout(quiet):
    estimator_of("10").fit(inputs, logs=False)
stopped = estimator_of("100000")
stopped.fit(inputs, wait=False)
stopped.latest_training_job.stop()
stopped_job = stopped.latest_training_job.name
client = session.sagemaker_client
client.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=stopped_job, WaiterConfig={"Delay": 1, "MaxAttempts": 120})

attached = Estimator.attach(estimator.latest_training_job.name, sagemaker_session=session)
analytics = TrainingJobAnalytics(estimator.latest_training_job.name, metric_names=["validation:logloss"], sagemaker_session=session).dataframe()
predictor = attached.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge", serializer=CSVSerializer())
with open(f"{folder}/test.csv") as rows:
    body = rows.read()
texts = predictor.predict(rows_of(body)).decode().split()
as_json = Predictor(predictor.endpoint_name, session, serializer=CSVSerializer(), deserializer=JSONDeserializer())
scores = [prediction["score"] for prediction in as_json.predict(rows_of(body)[:3])["predictions"]]

row = body.split("\n", 1)[0]
load = Load(lambda: lambda: predictor.predict(row).decode().strip())
before = client.describe_endpoint(EndpointName=predictor.endpoint_name)["EndpointConfigName"]
predictor.update_endpoint(initial_instance_count=1, instance_type="ml.m5.xlarge", model_name=client.describe_endpoint_config(EndpointConfigName=before)["ProductionVariants"][0]["ModelName"])
load.stop()
after = client.describe_endpoint(EndpointName=predictor.endpoint_name)["EndpointConfigName"]

s3 = try_s3_tools(S3Uploader, S3Downloader, f"s3://{bucket}/{name}/note", folder, sagemaker_session=session)

predictor.delete_model()
predictor.delete_endpoint()
client.get_waiter("endpoint_deleted").wait(EndpointName=predictor.endpoint_name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
tags = client.list_tags(ResourceArn=client.describe_training_job(TrainingJobName=estimator.latest_training_job.name)["TrainingJobArn"])["Tags"]
left = [len(client.list_endpoints()["Endpoints"]), len(client.list_models()["Models"])]
boto3.resource("s3").Bucket(bucket).objects.filter(Prefix=f"{name}/").delete()

print("\n" + json.dumps({
    "version": sagemaker.__version__,
    "identity": session.get_caller_identity_arn(),
    "account": session.account_id(),
    "ownRole": own_role,
    "role": role,
    "bucket": bucket,
    "printed": printed.getvalue(),
    "quiet": quiet.getvalue(),
    "stopped": client.describe_training_job(TrainingJobName=stopped_job)["TrainingJobStatus"],
    "attachedData": attached.model_data,
    "modelData": estimator.model_data,
    "metrics": analytics["metric_name"].unique().tolist(),
    "confusion": confusion(map(float, texts), folder),
    "scores": scores,
    "texts": texts[:3],
    "load": {"calls": load.count, "failures": load.failures, "answers": sorted(load.answers)},
    "row": texts[0],
    "configs": [before, after],
    "s3": s3,
    "tags": tags,
    "left": left,
}))
