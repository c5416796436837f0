"""What the flows of several Python clients have in common."""
import json
import os
import tempfile
import threading
import time

import boto3

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
HYPERPARAMETERS = {
    "max_depth": "5", "eta": "0.2", "gamma": "4", "min_child_weight": "6", "subsample": "0.7", "objective": "binary:logistic", "num_round": "50",
}


def create_execution_role(iam, name, trust=TRUST):
    """As AWS's console makes it under "Create a new role". Returns the ARN."""
    role_name = f"AmazonSageMaker-ExecutionRole-{name}"
    role = iam.create_role(RoleName=role_name, Path="/service-role/", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    iam.attach_role_policy(RoleName=role_name, PolicyArn="arn:aws:iam::aws:policy/AmazonSageMakerFullAccess")
    return role["Arn"]


def become_role(name):
    """Makes a user who assumes the execution role, and becomes that role: root cannot assume roles, and get_execution_role wants a role. Returns its ARN."""
    iam, account = boto3.client("iam"), boto3.client("sts").get_caller_identity()["Account"]
    trust = {**TRUST, "Statement": [*TRUST["Statement"], {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"}]}
    role = create_execution_role(iam, name, trust)
    actions = ["iam:GetRole", "iam:SimulatePrincipalPolicy", "s3:*"]
    more = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}
    iam.put_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyName="own", PolicyDocument=json.dumps(more))
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


def rows_of(text):
    """CSV text as rows of numbers, the way a notebook's array is handed to a serializer."""
    return [[float(field) for field in line.split(",")] for line in text.split()]


def try_s3_tools(uploader, downloader, prefix, folder, **session):
    """S3Uploader and S3Downloader, which every edition has; `session` under the name that the edition gives it. Returns what was seen."""
    uploader.upload_string_as_file_body("said by S3Uploader\n", f"{prefix}/said.txt", **session)
    uploaded = uploader.upload(f"{folder}/labels.csv", prefix, **session)
    with tempfile.TemporaryDirectory() as place:
        downloader.download(f"{prefix}/said.txt", place, **session)
        with open(os.path.join(place, "said.txt")) as file:
            said = [file.read(), downloader.read_file(f"{prefix}/said.txt", **session)]
    return {"said": said, "uploaded": uploaded, "listed": sorted(downloader.list(prefix, **session)), "prefix": prefix}


def confusion(predictions, folder):
    """TN, FP, FN, TP against the test rows' labels."""
    counts = [0, 0, 0, 0]
    with open(f"{folder}/labels.csv") as labels:
        for label, prediction in zip(labels, predictions, strict=True):
            counts[int(label) * 2 + (prediction > 0.5)] += 1
    return counts


class Load:
    """Calls in several threads until it is stopped; keeps every different answer and every failure."""

    def __init__(self, make_call, threads=3):
        self.answers, self.failures, self.count = set(), [], 0
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, args=(make_call(),), daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def _run(self, call):
        while not self._stop.is_set():
            try:
                answer = call()
                with self._lock:
                    self.answers.add(answer)
                    self.count += 1
            except Exception as error:
                with self._lock:
                    self.failures.append(f"{type(error).__name__}: {error}")
            time.sleep(0.01)

    def wait_for(self, calls):
        """Until so many more calls have been answered; a minute at most."""
        wanted, deadline = self.count + calls, time.monotonic() + 60
        while self.count < wanted and time.monotonic() < deadline:
            time.sleep(0.05)

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join()
