"""A round trip through boto3: what SageMaker users do with S3, and the wire forms that only boto3 sends. Prints one line a step; exits non-zero at the first surprise."""
import hashlib
import io
import os
import sys
import tempfile
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
bucket = "boto3-round-trip"


def step(name):
    print("ok", name, flush=True)


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(code + " expected")


refused("404", s3.head_bucket, Bucket=bucket)
s3.create_bucket(Bucket=bucket)
s3.head_bucket(Bucket=bucket, ExpectedBucketOwner="123456789012")
refused("403", s3.head_bucket, Bucket=bucket, ExpectedBucketOwner="210987654321")
step("buckets")

body = os.urandom(200_000)
s3.put_object(Bucket=bucket, Key="data/ü ñ+%.bin", Body=body, Metadata={"kind": "test"})
got = s3.get_object(Bucket=bucket, Key="data/ü ñ+%.bin")
assert got["Body"].read() == body and got["Metadata"] == {"kind": "test"}
assert got["ETag"] == '"%s"' % hashlib.md5(body).hexdigest()
s3.upload_fileobj(io.BytesIO(body), bucket, "stream", ExtraArgs={"ServerSideEncryption": "aws:kms"})
assert s3.head_object(Bucket=bucket, Key="stream")["ServerSideEncryption"] == "aws:kms"
step("objects")

large = os.urandom(20 * 1024 * 1024)
with tempfile.NamedTemporaryFile() as file:
    file.write(large)
    file.flush()
    s3.upload_file(file.name, bucket, "large", Config=TransferConfig(multipart_threshold=5 * 1024 * 1024, multipart_chunksize=6 * 1024 * 1024))
target = io.BytesIO()
s3.download_fileobj(bucket, "large", target)
assert target.getvalue() == large
assert s3.get_object(Bucket=bucket, Key="large", Range="bytes=6291450-6291460")["Body"].read() == large[6291450:6291461]
s3.copy({"Bucket": bucket, "Key": "large"}, bucket, "copied", Config=TransferConfig(multipart_threshold=5 * 1024 * 1024, multipart_chunksize=6 * 1024 * 1024))
assert s3.get_object(Bucket=bucket, Key="copied")["Body"].read() == large
step("multipart")

get = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "data/ü ñ+%.bin"})
assert urllib.request.urlopen(get).read() == body
put = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "presigned"})
urllib.request.urlopen(urllib.request.Request(put, data=b"presigned", method="PUT", headers={"Content-Type": ""}))
assert s3.get_object(Bucket=bucket, Key="presigned")["Body"].read() == b"presigned"
step("presigned by " + ("SigV4" if "X-Amz-Signature" in get else "SigV2"))

keys = [item["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 2}) for item in page["Contents"]]
assert keys == sorted(keys) and len(keys) == 5, keys
step("lists")

deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys]})
assert len(deleted["Deleted"]) == 5
s3.delete_bucket(Bucket=bucket)
refused("NoSuchBucket", s3.list_objects_v2, Bucket=bucket)
step("deletion")
