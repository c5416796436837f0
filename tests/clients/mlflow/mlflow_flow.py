"""
MLflow's SageMaker deployer: arguments are the execution role's ARN and a new folder. Prints one line of JSON at the end.

The model is as small as an MLflow model can be: a file MLmodel with a python_function flavor, and a factor.
"""
import json
import os
import sys

import boto3
import mlflow
import pandas as pd
from mlflow.deployments import get_deploy_client

role, folder = sys.argv[1:]
region = boto3.session.Session().region_name
account = boto3.client("sts").get_caller_identity()["Account"]
name = "mlflow-flow"
config = {
    "execution_role_arn": role,
    "image_url": f"{account}.dkr.ecr.{region}.amazonaws.com/mlflow-pyfunc:3.17.2",
    "instance_type": "ml.m4.xlarge",
    "timeout_seconds": 120,
    "env": {"GREETING": "hello"},
    "tags": {"flow": name},
}
MLMODEL = """flavors:
  python_function:
    loader_module: nothing
    python_version: 3.11.0
model_uuid: 0123456789abcdef0123456789abcdef
utc_time_created: '2026-11-25 00:00:00.000000'
"""


def model(factor):
    place = os.path.join(folder, f"model-{factor}")
    os.makedirs(place)
    for file, text in (("MLmodel", MLMODEL), ("model.txt", str(factor))):
        with open(os.path.join(place, file), "w") as opened:
            opened.write(text)
    return place


client = get_deploy_client(f"sagemaker:/{region}")
rows = pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=["a", "b", "c"])
client.create_deployment(name, model(2), flavor="python_function", config=config)
first = client.predict(name, rows)["predictions"]
listed = [endpoint["EndpointName"] for endpoint in client.list_deployments()]
found = client.get_deployment(name)
client.update_deployment(name, model(10), flavor="python_function", config={**config, "mode": "replace"})
second = client.predict(name, rows)["predictions"]
sagemaker, s3 = boto3.client("sagemaker"), boto3.client("s3")
tags = sagemaker.list_tags(ResourceArn=client.get_deployment(name)["EndpointArn"])
client.delete_deployment(name, config={"timeout_seconds": 120})
buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
print("\n" + json.dumps({
    "version": mlflow.__version__,
    "first": list(first),
    "second": list(second),
    "listed": listed,
    "status": found["EndpointStatus"],
    "tags": tags["Tags"],
    "buckets": [bucket for bucket in buckets if bucket.startswith("mlflow")],
    "left": {
        "endpoints": len(sagemaker.list_endpoints()["Endpoints"]),
        "configs": len(sagemaker.list_endpoint_configs()["EndpointConfigs"]),
        "models": len(sagemaker.list_models()["Models"]),
    },
}))
