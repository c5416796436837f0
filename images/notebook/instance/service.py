"""Runs programs for `sudo`: the stand-in hands over its command and its three streams, and gets the exit code back.

Two sockets: root's, which ec2-user's sandbox does not see, and ec2-user's, which is there only while root access is enabled.
"""

import json
import os
import signal
import socket
import subprocess
import threading
from types import SimpleNamespace

from users import CONTROL, Users

MAX_REQUEST = 1024 * 1024


def serve(settings: SimpleNamespace, people: Users) -> None:
    if not settings.sandboxed:
        return
    paths = [f"{CONTROL}/sudo.sock", *(["/run/kenja/sudo.sock"] if settings.rootAccess else [])]
    for path in paths:
        if os.path.exists(path):
            os.unlink(path)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(path)
        os.chmod(path, 0o600)
        listener.listen(16)
        threading.Thread(target=accept, args=(listener, people), daemon=True).start()


def accept(listener: socket.socket, people: Users) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection, people), daemon=True).start()


def answer(connection: socket.socket, people: Users) -> None:
    streams: list[int] = []
    try:
        with connection:
            request, streams = receive(connection)
            process = start(request, streams, people)
            for stream in streams:
                os.close(stream)
            streams = []
            threading.Thread(target=pass_signals, args=(connection, process), daemon=True).start()
            code = process.wait()
            connection.sendall(f"{code if code >= 0 else 128 - code}\n".encode())
            connection.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError, KeyError) as error:
        print(f"sudo: {error}", flush=True)
    finally:
        for stream in streams:
            os.close(stream)


def receive(connection: socket.socket) -> tuple[dict, list[int]]:
    """A line of JSON (user, argv, cwd, env), and stdin, stdout and stderr beside it."""
    data, streams, _, _ = socket.recv_fds(connection, 65536, 3)
    while not data.endswith(b"\n"):
        more = connection.recv(65536)
        if not more or len(data) > MAX_REQUEST:
            raise ValueError("an incomplete request")
        data += more
    return json.loads(data), list(streams)


def start(request: dict, streams: list[int], people: Users) -> subprocess.Popen:
    root = request["user"] == "root"
    environment = {**people.environment("root" if root else "ec2-user"), **request["env"]}
    home = environment["HOME"]
    cwd = home if request["login"] else request["cwd"]
    if not os.path.isdir(cwd):
        cwd = "/"
    argv = people.as_root(request["argv"], cwd) if root else people.as_user(request["argv"], cwd)
    stdin, stdout, stderr = streams
    return subprocess.Popen(argv, cwd=cwd, env=environment, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True)


def pass_signals(connection: socket.socket, process: subprocess.Popen) -> None:
    """One byte for each signal that `sudo` got; when `sudo` itself is gone, so is what it started."""
    while process.returncode is None:
        try:
            data = connection.recv(1)
        except OSError:
            return
        if process.returncode is not None:
            return
        try:
            os.killpg(process.pid, data[0] if data else signal.SIGHUP)
        except ProcessLookupError:
            return
        if not data:
            return
