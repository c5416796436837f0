"""
Every waiter and every paginator that this botocore has for an operation that Kenja answers. The argument is a file: {service: [operations]}.
Prints one line of JSON: what each was seen to do, and what is wrong.

A new operation is covered by itself: a paginator's required parameters are taken by name from the fixtures, a waiter needs a line in SCENARIOS, and what
has neither is told as wrong.
"""
import datetime
import json
import sys
import time

import boto3
import botocore.exceptions
import botocore.loaders
from fixtures import prepare, training_job, transform_job

with open(sys.argv[1]) as file:
    OPERATIONS = json.load(file)
LOADER = botocore.loaders.Loader(include_default_search_paths=True)
QUICK = {"Delay": 1, "MaxAttempts": 90}

# Requests that a list cannot do without, or that keep it from growing while it is looked at.
INPUTS = {
    ("sagemaker", "Search"): {"Resource": "TrainingJob"},
    ("iam", "ListPolicies"): {"Scope": "Local"},
    ("iam", "GetAccountAuthorizationDetails"): {"Filter": ["User", "Role", "Group", "LocalManagedPolicy"]},
    ("iam", "ListAccessKeys"): {"UserName": "fixture-user-1"},
    ("logs", "DescribeLogGroups"): {"logGroupNamePrefix": "fixture-"},
    ("logs", "DescribeLogStreams"): {"logGroupName": "fixture-1"},
    ("logs", "FilterLogEvents"): {"logGroupName": "fixture-1"},
    ("cloudwatch", "ListMetrics"): {"Namespace": "fixtures"},
    ("s3", "ListParts"): {"Key": "parts"},
    ("s3", "ListObjects"): {"Prefix": "many/"},
    ("s3", "ListObjectsV2"): {"Prefix": "many/"},
    ("s3", "ListObjectVersions"): {"Prefix": "many/"},
    ("accessanalyzer", "ValidatePolicy"): {
        "policyDocument": json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Nothing", "iam:None", "ec2:Never"], "Resource": "*"}]}),
        "policyType": "IDENTITY_POLICY",
    },
}
# One page is all there can be, or all that Kenja's fixtures can make.
ONE_PAGE = {
    ("iam", "ListAccountAliases"): "an account has one alias",
    ("iam", "ListInstanceProfilesForRole"): "the role is in one profile",
    ("iam", "ListMFADevices"): "no device is enabled",
    ("organizations", "ListRoots"): "an organization has one root",
    ("organizations", "ListParents"): "a child has one parent",
    ("kms", "ListKeyPolicies"): "a key has one policy",
    ("kms", "ListKeyRotations"): "rotations on demand are limited",
    ("sagemaker", "ListTags"): "the least page is as large as a resource may have tags, 50",
    ("accessanalyzer", "ListPolicyGenerations"): "none was begun",
    ("ec2", "DescribeNetworkInterfaces"): "none is in use",
    ("ec2", "DescribeVpcs"): "an account has five at most",
    ("ec2", "DescribeRouteTables"): "a VPC has its main one",
    ("ec2", "DescribeInternetGateways"): "the default VPC has the only one",
}


def scenarios(clients, made):
    """Waiter → the request that it waits for, made true or about to become true."""
    sagemaker, s3 = clients.get("sagemaker"), clients.get("s3")

    def deleted_endpoint():
        sagemaker.delete_endpoint(EndpointName="fixture-2")
        return {"EndpointName": "fixture-2"}

    def stopped_notebook():
        sagemaker.get_waiter("notebook_instance_in_service").wait(NotebookInstanceName="fixture-2", WaiterConfig=QUICK)
        sagemaker.stop_notebook_instance(NotebookInstanceName="fixture-2")
        return {"NotebookInstanceName": "fixture-2"}

    def deleted_notebook():
        sagemaker.delete_notebook_instance(NotebookInstanceName="fixture-2")
        return {"NotebookInstanceName": "fixture-2"}

    def new_job():
        sagemaker.create_training_job(**training_job(made, "fixture-waited", num_round="20"))
        return {"TrainingJobName": "fixture-waited"}

    def new_transform():
        sagemaker.create_transform_job(**transform_job(made, "fixture-waited", "fixture-1"))
        return {"TransformJobName": "fixture-waited"}

    def deleted_job():
        sagemaker.delete_training_job(TrainingJobName="fixture-waited")
        return {"TrainingJobName": "fixture-waited"}

    return {
        ("sagemaker", "TrainingJobCompletedOrStopped"): new_job,
        ("sagemaker", "TrainingJobDeleted"): deleted_job,
        ("sagemaker", "TransformJobCompletedOrStopped"): new_transform,
        ("sagemaker", "EndpointInService"): lambda: {"EndpointName": "fixture-1"},
        ("sagemaker", "EndpointDeleted"): deleted_endpoint,
        ("sagemaker", "NotebookInstanceInService"): lambda: {"NotebookInstanceName": "fixture-1"},
        ("sagemaker", "NotebookInstanceStopped"): stopped_notebook,
        ("sagemaker", "NotebookInstanceDeleted"): deleted_notebook,
        ("s3", "BucketExists"): lambda: {"Bucket": made["Bucket"]},
        ("s3", "BucketNotExists"): lambda: {"Bucket": "sagemaker-fixtures-none"},
        ("s3", "ObjectExists"): lambda: {"Bucket": made["Bucket"], "Key": "many/1"},
        ("s3", "ObjectNotExists"): lambda: s3.delete_object(Bucket=made["Bucket"], Key="many/2") and {"Bucket": made["Bucket"], "Key": "many/2"},
        ("iam", "InstanceProfileExists"): lambda: {"InstanceProfileName": made["InstanceProfileName"]},
        ("iam", "PolicyExists"): lambda: {"PolicyArn": made["PolicyArn"]},
        ("iam", "RoleExists"): lambda: {"RoleName": made["RoleName"]},
        ("iam", "UserExists"): lambda: {"UserName": made["UserName"]},
        ("ec2", "VpcExists"): lambda: {"VpcIds": [made["VpcId"]]},
        ("ec2", "VpcAvailable"): lambda: {"VpcIds": [made["VpcId"]]},
        ("ec2", "SubnetAvailable"): lambda: {"SubnetIds": [made["SubnetId"]]},
        ("ec2", "SecurityGroupExists"): lambda: {"GroupIds": [made["GroupId"]]},
        ("ec2", "InternetGatewayExists"): lambda: {"InternetGatewayIds": [made["InternetGatewayId"]]},
        # Nothing makes an interface that is not in use: only its failure can be waited for.
        ("ec2", "NetworkInterfaceAvailable"): None,
    }


# What must end a waiter with its "terminal failure state", because the resource is what it can never become from.
FAILING = {
    ("sagemaker", "TrainingJobCompletedOrStopped"): {"TrainingJobName": "fixture-failing"},
    ("sagemaker", "EndpointInService"): {"EndpointName": "fixture-failing"},
    ("sagemaker", "TransformJobCompletedOrStopped"): {"TransformJobName": "fixture-failing"},
    ("ec2", "NetworkInterfaceAvailable"): {"NetworkInterfaceIds": ["eni-0123456789abcdef0"]},
}


def definition(service, kind):
    try:
        return LOADER.load_service_model(service, kind)
    except botocore.exceptions.DataNotFoundError:
        return {}


def snake(name):
    return botocore.xform_name(name)


def smallest_page(client, operation, limit_key):
    """As many as one page takes at least; None when the operation has no limit."""
    members = client.meta.service_model.operation_model(operation).input_shape.members
    return max(1, int(members[limit_key].metadata.get("min", 1))) if limit_key in members else None


def request_for(client, service, operation, made):
    known = INPUTS.get((service, operation), {})
    shape = client.meta.service_model.operation_model(operation).input_shape
    missing = [name for name in shape.required_members if name not in known and name not in made] if shape else []
    if missing:
        raise LookupError(f"the fixtures have no {', '.join(missing)}")
    return {**{name: made[name] for name in (shape.required_members if shape else []) if name not in known}, **known}


def in_one_piece(result):
    """GetMetricData cuts a series where a page ends, and says PartialData of what it cut."""
    series = {}
    for part in result.get("MetricDataResults", []):
        whole = series.setdefault(part["Id"], {**part, "Timestamps": [], "Values": []})
        whole["Timestamps"] += part["Timestamps"]
        whole["Values"] += part["Values"]
        whole["StatusCode"] = part["StatusCode"]
    return {**result, "MetricDataResults": list(series.values())} if series else result


def as_text(result):
    result = in_one_piece(result)
    return json.dumps({key: value for key, value in result.items() if key not in ("NextToken", "nextToken")}, default=str, sort_keys=True)


def drive_paginator(client, service, operation, pagination, made):
    request = request_for(client, service, operation, made)
    paginator = client.get_paginator(snake(operation))
    whole = paginator.paginate(**request).build_full_result()
    size = smallest_page(client, operation, pagination.get("limit_key"))
    if size is None:
        return {"pages": 1}
    # EC2's own least page is five, which its model does not say of every list.
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 5 if service == "ec2" else size}, **request))
    by_pages = paginator.paginate(PaginationConfig={"PageSize": 5 if service == "ec2" else size}, **request).build_full_result()
    if as_text(whole) != as_text(by_pages):
        raise ValueError(f"page by page: {as_text(by_pages)[:1500]} | at once: {as_text(whole)[:1500]}")
    if len(pages) < 2 and (service, operation) not in ONE_PAGE:
        raise ValueError(f"one page only: {as_text(whole)[:1500]}")
    return {"pages": len(pages)}


def drive_waiter(client, service, name, known):
    if (service, name) not in known:
        raise LookupError("no scenario")
    started, scenario = time.monotonic(), known[(service, name)]
    if scenario is not None:
        client.get_waiter(snake(name)).wait(WaiterConfig=QUICK, **scenario())
    if (service, name) in FAILING:
        try:
            client.get_waiter(snake(name)).wait(WaiterConfig=QUICK, **FAILING[(service, name)])
            raise ValueError("it took a failure for success")
        except botocore.exceptions.WaiterError as error:
            if "terminal failure" not in str(error):
                raise
    return {"seconds": round(time.monotonic() - started, 1)}


def main():
    available = boto3.session.Session().get_available_services()
    clients = {service: boto3.client(service) for service in OPERATIONS if service in available}
    made = prepare(clients, boto3.client("sts").get_caller_identity()["Account"], OPERATIONS)
    until = datetime.datetime.now(datetime.timezone.utc)
    INPUTS[("cloudtrail", "LookupEvents")] = {"EndTime": until, "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "CreateUser"}]}
    INPUTS[("kms", "ListRetirableGrants")] = {"RetiringPrincipal": made["execution_role"]}
    known = scenarios(clients, made)
    done, wrong = {}, {}

    def record(key, drive):
        try:
            done[key] = drive()
        except Exception as error:
            wrong[key] = f"{type(error).__name__}: {error}"

    for service, client in clients.items():
        answered = set(OPERATIONS[service])
        for operation, pagination in sorted(definition(service, "paginators-1").get("pagination", {}).items()):
            if operation in answered:
                record(f"{service} paginator {operation}", lambda: drive_paginator(client, service, operation, pagination, made))
    for service, client in clients.items():
        waiters = definition(service, "waiters-2").get("waiters", {})
        # In the scenarios' order: what deletes comes after what needs it.
        order = {name: number for number, (_, name) in enumerate(known)}
        for name in sorted(waiters, key=lambda name: order.get(name, len(order))):
            if waiters[name]["operation"] in OPERATIONS[service]:
                record(f"{service} waiter {name}", lambda: drive_waiter(client, service, name, known))
    print(json.dumps({"version": boto3.__version__, "done": done, "wrong": wrong}))


main()
