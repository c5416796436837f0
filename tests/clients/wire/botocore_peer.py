"""botocore's end of botocore.test.ts: makes the calls it is told over standard input, and asks the test for the answers. No socket is opened.

A line in: {"call": {"service", "operation", "input", "output"}}; out: {"request": …}; in: {"response": …}; out: {"done": {"input", "output", "answer"}},
where input and output are what this botocore's own model knows of the given ones.
"""
import base64
import datetime
import json
import sys

import botocore
import botocore.awsrequest
import botocore.config
import botocore.session


class Raw:
    """What botocore's AWSResponse wants of urllib3."""

    def __init__(self, body):
        self.body, self.at = body, 0

    def stream(self, amount=1024, **_):
        yield self.body

    def read(self, amount=None, **_):
        part = self.body[self.at:] if amount is None else self.body[self.at:self.at + amount]
        self.at += len(part)
        return part


def say(message):
    sys.stdout.write(json.dumps(message) + '\n')
    sys.stdout.flush()


def hear():
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)


def decoded(value):
    if isinstance(value, dict):
        if '$date' in value:
            return datetime.datetime.fromtimestamp(value['$date'] / 1000, datetime.timezone.utc)
        if '$bytes' in value:
            return base64.b64decode(value['$bytes'])
        return {name: decoded(part) for name, part in value.items()}
    return [decoded(part) for part in value] if isinstance(value, list) else value


def encoded(value):
    if isinstance(value, datetime.datetime):
        return {'$date': round(value.timestamp() * 1000)}
    if isinstance(value, (bytes, bytearray)):
        return {'$bytes': base64.b64encode(value).decode()}
    if hasattr(value, 'read'):
        return encoded(value.read())
    if isinstance(value, dict):
        return {name: encoded(part) for name, part in value.items()}
    return [encoded(part) for part in value] if isinstance(value, list) else value


def known(shape, value):
    """The part of a value that this botocore's model has."""
    if shape is None:
        return {}
    if shape.type_name == 'structure' and isinstance(value, dict) and not getattr(shape, 'is_document_type', False):
        return {name: known(shape.members[name], part) for name, part in value.items() if name in shape.members}
    if shape.type_name == 'list':
        return [known(shape.member, part) for part in value]
    if shape.type_name == 'map':
        return {name: known(shape.value, part) for name, part in value.items()}
    return value


def answer(request, **_):
    body = request.body or b''
    body = body.read() if hasattr(body, 'read') else body
    body = body.encode() if isinstance(body, str) else bytes(body)
    headers = {name.lower(): value.decode() if isinstance(value, bytes) else str(value) for name, value in request.headers.items()}
    say({'request': {'method': request.method, 'url': request.url, 'headers': headers, 'body': base64.b64encode(body).decode()}})
    reply = hear()['response']
    return botocore.awsrequest.AWSResponse(request.url, reply['status'], reply['headers'], Raw(base64.b64decode(reply['body'])))


def client_of(session, service):
    name, _, protocol = service.partition(':')
    if protocol:
        metadata = session.get_component('data_loader').load_service_model(name, 'service-2')['metadata']
        metadata['protocol'], metadata['protocols'] = protocol, [protocol]
    config = botocore.config.Config(
        parameter_validation=False, retries={'total_max_attempts': 1}, inject_host_prefix=False, s3={'addressing_style': 'path'},
        request_checksum_calculation='when_required', response_checksum_validation='when_required')
    client = session.create_client(name, region_name='us-east-1', endpoint_url='http://127.0.0.1:1', config=config)
    client.meta.events.register('before-send', answer)
    return client


def call(client, operation, given_input, given_output):
    if operation not in client.meta.service_model.operation_names:
        return {'unknown': True}
    model = client.meta.service_model.operation_model(operation)
    if model.has_event_stream_output or model.has_event_stream_input:
        return {'unknown': True}
    sent, expected = known(model.input_shape, decoded(given_input)), known(model.output_shape, decoded(given_output))
    try:
        got = client._make_api_call(operation, dict(sent))
    except Exception as error:  # reported to the test, which fails with it
        return {'error': f'{type(error).__name__}: {error}'[:500]}
    got.pop('ResponseMetadata', None)
    return {'input': encoded(sent), 'output': encoded(expected), 'answer': encoded(got)}


def main():
    clients = {}
    say({'botocore': botocore.__version__})
    while True:
        asked = hear()['call']
        service = asked['service']
        if service not in clients:
            session = botocore.session.Session()
            session.set_credentials('a', 'b')
            clients[service] = client_of(session, service)
        say({'done': call(clients[service], asked['operation'], asked['input'], asked['output'])})


main()
