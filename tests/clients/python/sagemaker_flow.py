"""
The whole way by the SageMaker Python SDK 2.x, outside a notebook, with `./kenja env --proxy`: arguments are a folder with the tutorial's data and a name.
Prints one line of JSON at the end, after what the SDK itself prints.
"""
import contextlib
import io
import json
import os
import sys

import boto3
from flow import HYPERPARAMETERS, TRUST, Load, confusion, create_execution_role

folder, name = sys.argv[1:]


def become_role():
    """A user who assumes the execution role: root cannot assume roles, and get_execution_role wants a role. Returns the role's ARN."""
    iam, account = boto3.client("iam"), boto3.client("sts").get_caller_identity()["Account"]
    trust = {**TRUST, "Statement": [*TRUST["Statement"], {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"}]}
    role = create_execution_role(iam, name, trust)
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:GetRole", "s3:*"], "Resource": "*"}]}
    iam.put_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyName="own", PolicyDocument=json.dumps(everything))
    iam.create_user(UserName=name)
    may = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}]}
    iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps(may))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    sts = boto3.client("sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
    credentials = sts.assume_role(RoleArn=role, RoleSessionName="me")["Credentials"]
    os.environ.update(
        AWS_ACCESS_KEY_ID=credentials["AccessKeyId"],
        AWS_SECRET_ACCESS_KEY=credentials["SecretAccessKey"],
        AWS_SESSION_TOKEN=credentials["SessionToken"],
    )
    boto3.setup_default_session()
    return role


own_role = become_role()

import sagemaker  # noqa: E402  (after the environment is the role's)
from sagemaker.analytics import TrainingJobAnalytics  # noqa: E402
from sagemaker.estimator import Estimator  # noqa: E402
from sagemaker.serializers import CSVSerializer  # noqa: E402

session = sagemaker.Session()
role = sagemaker.get_execution_role(session)
bucket = session.default_bucket()
inputs = {
    channel: sagemaker.inputs.TrainingInput(session.upload_data(f"{folder}/{channel}.csv", key_prefix=f"{name}/{channel}"), content_type="csv")
    for channel in ("train", "validation")
}
estimator = Estimator(
    sagemaker.image_uris.retrieve("xgboost", session.boto_region_name, "1.7-1"),
    role,
    instance_count=1,
    instance_type="ml.m4.xlarge",
    output_path=f"s3://{bucket}/{name}/output",
    sagemaker_session=session,
)
estimator.set_hyperparameters(**HYPERPARAMETERS)
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    estimator.fit(inputs, logs=True)

attached = Estimator.attach(estimator.latest_training_job.name, sagemaker_session=session)
analytics = TrainingJobAnalytics(estimator.latest_training_job.name, metric_names=["validation:logloss"], sagemaker_session=session).dataframe()
predictor = attached.deploy(initial_instance_count=1, instance_type="ml.m4.xlarge", serializer=CSVSerializer())
with open(f"{folder}/test.csv") as rows:
    body = rows.read()
texts = predictor.predict(body).decode().split()

row = body.split("\n", 1)[0]
load = Load(lambda: lambda: predictor.predict(row).decode().strip())
client = session.sagemaker_client
before = client.describe_endpoint(EndpointName=predictor.endpoint_name)["EndpointConfigName"]
predictor.update_endpoint(initial_instance_count=1, instance_type="ml.m5.xlarge", model_name=client.describe_endpoint_config(EndpointConfigName=before)["ProductionVariants"][0]["ModelName"])
load.stop()
after = client.describe_endpoint(EndpointName=predictor.endpoint_name)["EndpointConfigName"]

predictor.delete_model()
predictor.delete_endpoint()
client.get_waiter("endpoint_deleted").wait(EndpointName=predictor.endpoint_name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
left = [len(client.list_endpoints()["Endpoints"]), len(client.list_models()["Models"])]
boto3.resource("s3").Bucket(bucket).objects.all().delete()

print("\n" + json.dumps({
    "version": sagemaker.__version__,
    "identity": session.get_caller_identity_arn(),
    "account": session.account_id(),
    "ownRole": own_role,
    "role": role,
    "bucket": bucket,
    "printed": printed.getvalue(),
    "attachedData": attached.model_data,
    "modelData": estimator.model_data,
    "metrics": analytics["metric_name"].unique().tolist(),
    "confusion": confusion(map(float, texts), folder),
    "load": {"calls": load.count, "failures": load.failures, "answers": sorted(load.answers)},
    "row": texts[0],
    "configs": [before, after],
    "left": left,
}))
