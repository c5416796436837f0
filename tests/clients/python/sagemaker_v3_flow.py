"""
The whole way by the SageMaker Python SDK 3.x, outside a notebook, with `./kenja env --proxy`: arguments are a folder with the tutorial's data and a name.
Prints one line of JSON at the end, after what the SDK itself prints.
"""
import importlib.metadata
import io
import json
import logging
import sys

import boto3
from flow import HYPERPARAMETERS, Load, become_role, confusion, try_s3_tools

folder, name = sys.argv[1:]
own_role = become_role(name)

from sagemaker.core import image_uris  # noqa: E402  (after the environment is the role's)
from sagemaker.core.analytics import TrainingJobAnalytics  # noqa: E402
from sagemaker.core.helper.session_helper import Session, get_execution_role  # noqa: E402
from sagemaker.core.resources import Endpoint, EndpointConfig, TrainingJob  # noqa: E402
from sagemaker.core.s3.client import S3Downloader, S3Uploader  # noqa: E402
from sagemaker.core.shapes import OutputDataConfig, StoppingCondition, Tag  # noqa: E402
from sagemaker.serve import ModelBuilder  # noqa: E402
from sagemaker.train import ModelTrainer  # noqa: E402
from sagemaker.train.configs import Compute, InputData  # noqa: E402

session = Session()
client = session.sagemaker_client
role = get_execution_role(session)
bucket = session.default_bucket()
image = image_uris.retrieve("xgboost", session.boto_region_name, "1.7-1")
inputs = [
    InputData(channel_name=channel, data_source=session.upload_data(f"{folder}/{channel}.csv", key_prefix=f"{name}/{channel}"), content_type="text/csv")
    for channel in ("train", "validation")
]


def trainer_of(base, rounds):
    return ModelTrainer(
        sagemaker_session=session,
        role=role,
        training_image=image,
        base_job_name=f"{name}-{base}",
        compute=Compute(instance_type="ml.m4.xlarge", instance_count=1, volume_size_in_gb=30),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
        output_data_config=OutputDataConfig(s3_output_path=f"s3://{bucket}/{name}/output"),
        hyperparameters={**HYPERPARAMETERS, "num_round": rounds},
        tags=[Tag(key="flow", value=name)],
    )


trainer = trainer_of("long", "50")
# This edition tells a job's log through Python's logging.
printed = io.StringIO()
listener = logging.StreamHandler(printed)
logging.getLogger().addHandler(listener)
trainer.train(input_data_config=inputs, wait=True, logs=True)
logging.getLogger().removeHandler(listener)
job = trainer._latest_training_job.training_job_name
other = trainer_of("short", "10")
other.train(input_data_config=inputs, wait=True, logs=False)
stopping = trainer_of("stopped", "100000")
stopping.train(input_data_config=inputs, wait=False, logs=False)
stopped = stopping._latest_training_job
stopped.stop()
stopped.wait(poll=1, timeout=120, logs=False)

attached = TrainingJob.get(training_job_name=job, session=session.boto_session, region=session.boto_region_name)
artifacts = attached.model_artifacts.s3_model_artifacts
analytics = TrainingJobAnalytics(job, metric_names=["validation:logloss"], sagemaker_session=session).dataframe()


def build(model_name, trained):
    builder = ModelBuilder(image_uri=image, s3_model_data_url=trained, role_arn=role, instance_type="ml.m4.xlarge", sagemaker_session=session)
    return builder, builder.build(model_name=model_name)


builder, model = build(f"{name}-long", artifacts)
endpoint = builder.deploy(endpoint_name=name, instance_type="ml.m4.xlarge", initial_instance_count=1)
with open(f"{folder}/test.csv") as rows:
    body = rows.read()
texts = endpoint.invoke(body=body, content_type="text/csv").body.read().decode().split()
row = body.split("\n", 1)[0]
found = Endpoint.get(endpoint_name=name, session=session.boto_session, region=session.boto_region_name)
scores = json.loads(found.invoke(body=row, content_type="text/csv", accept="application/json").body.read())

load = Load(lambda: lambda: found.invoke(body=row, content_type="text/csv").body.read().decode().strip())
load.wait_for(5)
second_builder, second = build(f"{name}-short", TrainingJob.get(training_job_name=other._latest_training_job.training_job_name).model_artifacts.s3_model_artifacts)
second_config = EndpointConfig.create(
    endpoint_config_name=f"{name}-short",
    production_variants=[{"variant_name": "AllTraffic", "model_name": second.model_name, "initial_instance_count": 1, "instance_type": "ml.m4.xlarge"}],
)
before = found.endpoint_config_name
found.endpoint_config_name = second_config.endpoint_config_name
found.update()
found.wait_for_status("InService", poll=1, timeout=120)
load.wait_for(5)
load.stop()
updated = found.invoke(body=row, content_type="text/csv").body.read().decode().strip()
now = Endpoint.get(endpoint_name=name)
after = now.endpoint_config_name
assert after != before, f"the update was taken back: {now.failure_reason}"

s3 = try_s3_tools(S3Uploader, S3Downloader, f"s3://{bucket}/{name}/note", folder, sagemaker_session=session)

names = [each.endpoint_name for each in Endpoint.get_all(name_contains=name)]
found.delete()
found.wait_for_delete(poll=1, timeout=60)
for config in (before, after):
    EndpointConfig.get(endpoint_config_name=config).delete()
model.delete()
second.delete()
tags = client.list_tags(ResourceArn=attached.training_job_arn)["Tags"]
left = [len(client.list_endpoints(NameContains=name)["Endpoints"]), len(client.list_models(NameContains=name)["Models"])]
boto3.resource("s3").Bucket(bucket).objects.filter(Prefix=f"{name}/").delete()

print("\n" + json.dumps({
    "version": importlib.metadata.version("sagemaker"),
    "ownRole": own_role,
    "role": role,
    "bucket": bucket,
    "image": image,
    "printed": printed.getvalue(),
    "stopped": client.describe_training_job(TrainingJobName=stopped.training_job_name)["TrainingJobStatus"],
    "modelData": artifacts,
    "metrics": analytics["metric_name"].unique().tolist(),
    "confusion": confusion(map(float, texts), folder),
    "scores": [prediction["score"] for prediction in scores["predictions"]],
    "texts": texts[:1],
    "load": {"calls": load.count, "failures": load.failures, "answers": sorted(load.answers)},
    "updated": updated,
    "configs": [before, after],
    "found": names,
    "s3": s3,
    "tags": tags,
    "left": left,
}))
