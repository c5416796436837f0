"""
Batch transform by the SageMaker SDK 2.x: train, `estimator.transformer()`, `transform()` with filters and a join, and the same row at an endpoint.
The argument is a name. Prints one line of JSON at the end.
"""
import json
import sys

import boto3
import sagemaker
from flow import HYPERPARAMETERS, create_execution_role
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.serializers import CSVSerializer

(name,) = sys.argv[1:]
session = sagemaker.Session()
bucket, s3 = session.default_bucket(), boto3.client("s3")
role = create_execution_role(boto3.client("iam"), name)
rows = [(i % 2, (i * 7) % 13, (i % 2) * 3 + (i * 5) % 7) for i in range(400)]
s3.put_object(Bucket=bucket, Key=f"{name}/train/train.csv", Body="\n".join(",".join(map(str, row)) for row in rows))
for key, part in (("part-1.csv", rows[:200]), ("deep/part-2.csv", rows[200:])):
    s3.put_object(Bucket=bucket, Key=f"{name}/in/{key}", Body="\n".join(f"id{number},{row[1]},{row[2]}" for number, row in enumerate(part)))

image = sagemaker.image_uris.retrieve("xgboost", session.boto_region_name, "1.7-1")
estimator = Estimator(image, role, instance_count=1, instance_type="ml.m5.xlarge", output_path=f"s3://{bucket}/{name}/out", sagemaker_session=session)
estimator.set_hyperparameters(**{**HYPERPARAMETERS, "num_round": 5})
estimator.fit({"train": TrainingInput(f"s3://{bucket}/{name}/train/", content_type="text/csv")}, logs=False)

transformer = estimator.transformer(1, "ml.m5.large", strategy="MultiRecord", assemble_with="Line", accept="text/csv", output_path=f"s3://{bucket}/{name}/result")
transformer.transform(
    f"s3://{bucket}/{name}/in/", content_type="text/csv", split_type="Line", input_filter="$[1:]", join_source="Input", output_filter="$[0,-1]", logs=True
)
predictor = estimator.deploy(1, "ml.m5.large", serializer=CSVSerializer())
one = predictor.predict([[rows[0][1], rows[0][2]]]).decode().strip()
predictor.delete_endpoint()
transformer.delete_model()
results = {
    found["Key"].split("/result/")[1]: s3.get_object(Bucket=bucket, Key=found["Key"])["Body"].read().decode()
    for found in s3.list_objects_v2(Bucket=bucket, Prefix=f"{name}/result/")["Contents"]
}
# The SDK ends its dots without a line end.
print("\n" + json.dumps({"one": one, "results": results}))
