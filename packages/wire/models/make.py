#!/usr/bin/env python3
"""Makes the models from botocore's, without their documentation.

    python3 packages/wire/models/make.py

It takes whichever botocore Python finds, says which version that is, and writes <service>.json and SOURCE.md beside itself.
One operation and one shape a line, so that a newer botocore shows as a readable difference.
"""
import hashlib
import json
import pathlib

import botocore
import botocore.session

SERVICES = ['sagemaker', 'sagemaker-runtime', 's3', 'iam', 'sts', 'logs', 'cloudwatch', 'ecr', 'cloudtrail', 'accessanalyzer', 'kms', 'organizations', 'secretsmanager', 'ec2', 'ce', 'pricing', 'sagemaker-metrics', 'sagemaker-featurestore-runtime', 'application-autoscaling']

# What describes, advises or serves the client only. Everything that shapes a byte on the wire stays.
UNUSED = {
    'documentation', 'documentationUrl', 'deprecatedMessage', 'deprecatedSince', 'examples', 'smokeTests', 'box', 'contextParam',
    'staticContextParams', 'operationContextParams', 'clientContextParams', 'endpoint', 'endpointdiscovery', 'endpointoperation',
    'auth', 'unsignedPayload', 'idempotent', 'readonly', 'hostLabel', 'xmlOrder', 'synthetic',
}
METADATA = ['apiVersion', 'jsonVersion', 'protocol', 'serviceId', 'signingName', 'endpointPrefix', 'targetPrefix', 'xmlNamespace']

# Where botocore still bends what AWS's own (Smithy) models say, which the SDKs' types follow. The bytes on the wire are the same.
AMENDED = {
    's3': {
        # Part numbers as markers are opaque texts.
        'PartNumberMarker': {'type': 'string'},
        'NextPartNumberMarker': {'type': 'string'},
        # An object's Expires is whatever text was stored; the SDKs give it under this name.
        'ExpiresString': {'type': 'string'},
        # The user guide's list of canned ACLs: those of the bucket's owner may be sent for a bucket too (S3 ignores them there), and logs' delivery is for buckets only.
        'BucketCannedACL': {
            'type': 'string',
            'enum': ['private', 'public-read', 'public-read-write', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control', 'log-delivery-write'],
        },
    },
}
ADDED_MEMBERS = {
    's3': {output: {'ExpiresString': {'shape': 'ExpiresString', 'location': 'header', 'locationName': 'Expires'}} for output in ['GetObjectOutput', 'HeadObjectOutput']},
}
# Of a huge service whose neighbours only need a corner: the operations whose shapes are kept. The others keep their names, so that they can be refused by name.
SHAPED = {
    'ec2': [
        'AssociateRouteTable', 'AttachInternetGateway', 'AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress', 'CreateDefaultSubnet', 'CreateDefaultVpc',
        'CreateInternetGateway', 'CreateNetworkInterface', 'CreateRoute', 'CreateRouteTable', 'CreateSecurityGroup', 'CreateSubnet', 'CreateTags', 'CreateVpc',
        'CreateVpcEndpoint', 'DeleteInternetGateway', 'DeleteNetworkInterface', 'DeleteRoute', 'DeleteRouteTable', 'DeleteSecurityGroup', 'DeleteSubnet',
        'DeleteTags', 'DeleteVpc', 'DeleteVpcEndpoints', 'DescribeAccountAttributes', 'DescribeAvailabilityZones', 'DescribeDhcpOptions',
        'DescribeInternetGateways', 'DescribeNatGateways', 'DescribeNetworkAcls', 'DescribeNetworkInterfaces', 'DescribePrefixLists', 'DescribeRegions',
        'DescribeRouteTables', 'DescribeSecurityGroupReferences', 'DescribeSecurityGroupRules', 'DescribeSecurityGroups', 'DescribeSubnets', 'DescribeTags',
        'DescribeVpcAttribute', 'DescribeVpcEndpoints', 'DescribeVpcs', 'DetachInternetGateway', 'DisassociateRouteTable', 'ModifySecurityGroupRules',
        'ModifySubnetAttribute', 'ModifyVpcAttribute', 'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress',
        'UpdateSecurityGroupRuleDescriptionsEgress', 'UpdateSecurityGroupRuleDescriptionsIngress',
    ],
}
HERE = pathlib.Path(__file__).parent


def bare(value):
    """Without the unused traits. Not used on a map of members, where a member may bear a trait's name."""
    if isinstance(value, dict):
        return {key: bare(part) for key, part in value.items() if key not in UNUSED}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return value


def bare_shape(shape):
    members = shape.get('members')
    kept = bare({key: value for key, value in shape.items() if key != 'members'})
    if members is not None:
        kept['members'] = {name: bare(reference) for name, reference in members.items()}
    return kept


def reached(model):
    """Names of the shapes that some operation can reach."""
    shapes, seen, waiting = model['shapes'], set(), []
    for operation in model['operations'].values():
        waiting += [reference['shape'] for reference in [operation.get('input'), operation.get('output'), *operation.get('errors', [])] if reference]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        shape = shapes[name]
        inner = [*shape.get('members', {}).values(), shape.get('member'), shape.get('key'), shape.get('value')]
        waiting += [reference['shape'] for reference in inner if reference]
    return seen


def text(value):
    return json.dumps(value, separators=(',', ':'), ensure_ascii=True)


def lines(parts):
    return ',\n'.join(f'{text(name)}:{text(part)}' for name, part in sorted(parts.items()))


def main():
    loader = botocore.session.get_session().get_component('data_loader')
    rows = []
    for service in SERVICES:
        model = loader.load_service_model(service, 'service-2')
        model['shapes'].update(AMENDED.get(service, {}))
        for name, members in ADDED_MEMBERS.get(service, {}).items():
            model['shapes'][name]['members'].update(members)
        shaped = SHAPED.get(service, list(model['operations']))
        for name in set(model['operations']) - set(shaped):
            model['operations'][name] = {key: model['operations'][name][key] for key in ['name', 'http']}
        keep = reached(model)
        metadata = {key: model['metadata'][key] for key in METADATA if key in model['metadata']}
        operations = {name: bare(operation) for name, operation in model['operations'].items()}
        shapes = {name: bare_shape(shape) for name, shape in model['shapes'].items() if name in keep}
        content = f'{{"metadata":{text(metadata)},\n"operations":{{\n{lines(operations)}\n}},\n"shapes":{{\n{lines(shapes)}\n}}}}\n'
        (HERE / f'{service}.json').write_text(content, encoding='ascii', newline='\n')
        digest = hashlib.sha256(content.encode('ascii')).hexdigest()
        cut = f' ({len(shaped)} with their shapes)' if service in SHAPED else ''
        rows.append(f'| {service}.json | {metadata["apiVersion"]} | {len(operations)}{cut} | {len(shapes)} | `{digest}` |')
    source = f'''# Where these models come from

Made by `make.py` from the service models of botocore {botocore.__version__} (https://github.com/boto/botocore), documentation and client-only traits removed,
all operations kept. Of EC2, whose model is as large as all others together, only the operations that `make.py` lists keep their shapes; the others keep their
names. Do not edit the JSON files by hand: run `make.py`.

botocore is Copyright 2012-2026 Amazon.com, Inc. or its affiliates, licensed under the Apache License, Version 2.0
(http://www.apache.org/licenses/LICENSE-2.0). The models here are works derived from it, under the same licence. Changes: documentation, examples, endpoint
rules and traits that only a client uses were removed; shapes that no operation reaches were left out; the order is alphabetical; what `make.py` lists as
amended follows AWS's newer models.

| file | API version | operations | shapes | sha256 |
|---|---|---|---|---|
''' + '\n'.join(rows) + '\n'
    (HERE / 'SOURCE.md').write_text(source, encoding='utf-8', newline='\n')
    print(f'botocore {botocore.__version__}')
    print('\n'.join(rows))


main()
