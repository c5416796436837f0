"""
Several models behind one endpoint by the SageMaker SDK 2.x: MultiDataModel, add_model, list_models, predict by target_model. Arguments: a name.
Prints one line of JSON at the end, after what the SDK itself prints.
"""
import io
import json
import os
import sys
import tempfile

import boto3
from flow import create_execution_role

name = sys.argv[1]
role = create_execution_role(boto3.client("iam"), name)

import sagemaker  # noqa: E402
from botocore.exceptions import ClientError  # noqa: E402
from sagemaker.estimator import Estimator  # noqa: E402
from sagemaker.multidatamodel import MultiDataModel  # noqa: E402
from sagemaker.serializers import CSVSerializer  # noqa: E402

bucket = f"sagemaker-{name}"
session = sagemaker.Session(default_bucket=bucket)
boto3.client("s3").create_bucket(Bucket=bucket)
image = sagemaker.image_uris.retrieve("xgboost", session.boto_region_name, "1.7-1")
prefix = f"s3://{bucket}/models/"
artifacts = {}
for city, slope in (("tokyo", 3), ("osaka", -2)):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/train.csv", "w") as rows:
            rows.writelines(f"{slope * x},{x},{x % 5}\n" for x in range(200))
        data = session.upload_data(f"{folder}/train.csv", key_prefix=f"data/{city}")
    estimator = Estimator(image, role, instance_count=1, instance_type="ml.m5.large", output_path=f"s3://{bucket}/jobs", sagemaker_session=session)
    estimator.set_hyperparameters(objective="reg:squarederror", num_round=20)
    estimator.fit({"train": sagemaker.inputs.TrainingInput(data, content_type="csv")}, logs=False)
    artifacts[city] = estimator.model_data

model = MultiDataModel(name=name, model_data_prefix=prefix, image_uri=image, role=role, sagemaker_session=session)
model.deploy(initial_instance_count=1, instance_type="ml.m5.large", endpoint_name=name)
for city, artifact in artifacts.items():
    model.add_model(model_data_source=artifact, model_data_path=f"{city}.tar.gz")
predictor = sagemaker.predictor.Predictor(name, session, serializer=CSVSerializer())
found = {city: json.loads(predictor.predict("100,0", target_model=f"{city}.tar.gz"))[0] for city in artifacts}
errors = []
for target in ({}, {"target_model": "kyoto.tar.gz"}):
    try:
        predictor.predict("100,0", **target)
    except ClientError as error:
        errors.append([error.response["Error"]["Code"], error.response["Error"]["Message"]])
outcome = {"listed": sorted(model.list_models()), "found": found, "errors": errors}
predictor.delete_endpoint()
print("\n" + json.dumps(outcome))
