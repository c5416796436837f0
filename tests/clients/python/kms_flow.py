"""KMS by boto3, and by boto3's own uploader through S3. The argument is a name. Prints one line of JSON."""
import json
import os
import sys
import tempfile

import boto3
import botocore.exceptions

(name,) = sys.argv[1:]
kms, s3 = boto3.client("kms"), boto3.client("s3")


def error_of(call, **request):
    try:
        call(**request)
        return "none"
    except botocore.exceptions.ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"


key = kms.create_key(Description=name, Tags=[{"TagKey": "made-by", "TagValue": "boto3"}])["KeyMetadata"]
alias = f"alias/{name}"
kms.create_alias(AliasName=alias, TargetKeyId=key["KeyId"])
context = {"purpose": name}
blob = kms.encrypt(KeyId=alias, Plaintext=b"secret", EncryptionContext=context)["CiphertextBlob"]
data_key = kms.generate_data_key(KeyId=alias, KeySpec="AES_256", EncryptionContext=context)

bucket = f"kms-{name}"
s3.create_bucket(Bucket=bucket)
body = os.urandom(9 * 1024 * 1024)
with tempfile.NamedTemporaryFile() as file:
    file.write(body)
    file.flush()
    # Large enough for boto3 to upload it in parts.
    s3.upload_file(file.name, bucket, "large", ExtraArgs={"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": alias})
got = s3.get_object(Bucket=bucket, Key="large")
read = got["Body"].read()
part = s3.get_object(Bucket=bucket, Key="large", Range="bytes=8388600-8388620")["Body"].read()

outcome = {
    "version": boto3.__version__,
    "arn": key["Arn"],
    "decrypted": kms.decrypt(CiphertextBlob=blob, EncryptionContext=context)["Plaintext"].decode(),
    "wrongContext": error_of(kms.decrypt, CiphertextBlob=blob, EncryptionContext={}),
    "dataKeyOpens": kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"], EncryptionContext=context)["Plaintext"] == data_key["Plaintext"],
    "listed": key["KeyId"] in [each["KeyId"] for page in kms.get_paginator("list_keys").paginate() for each in page["Keys"]],
    "aliases": [each["AliasName"] for each in kms.list_aliases(KeyId=key["KeyId"])["Aliases"]],
    "encryption": [got["ServerSideEncryption"], got["SSEKMSKeyId"]],
    "same": read == body and part == body[8388600:8388621],
}
kms.disable_key(KeyId=key["KeyId"])
outcome["disabled"] = error_of(kms.encrypt, KeyId=alias, Plaintext=b"x")
outcome["disabledInS3"] = error_of(s3.get_object, Bucket=bucket, Key="large")
deletion = kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
outcome["state"] = deletion["KeyState"]
outcome["pending"] = error_of(s3.get_object, Bucket=bucket, Key="large")
outcome["exception"] = error_of(kms.describe_key, KeyId="alias/none")
print(json.dumps(outcome))
