"""A server extension: Jupyter on https://localhost:8443 from inside the instance, as AWS has it for scripts; and plain words for a kernel that was killed."""

import os
import ssl

from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from kenja_language import follow_the_browser
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPMessageDelegate, HTTPServerConnectionDelegate
from tornado.web import HTTPError


def _jupyter_server_extension_points():
    return [{"module": "kenja_notebook"}]


def _load_jupyter_server_extension(server_app):
    explain_killed_kernels()
    follow_the_browser()
    server_app.contents_manager.register_pre_save_hook(refuse_when_full)
    port = os.environ.pop("KENJA_LOCAL_HTTPS", "")
    if port:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(os.environ["KENJA_STATE"], "localhost.pem"))
        token = server_app.identity_provider.token
        HTTPServer(Entry(server_app.web_app, token), ssl_options=context).listen(int(port), "127.0.0.1")


class Entry(HTTPServerConnectionDelegate):
    """Whoever reaches the loopback of the instance is in the instance: no token is asked for."""

    def __init__(self, application, token):
        self.application = application
        self.token = token

    def start_request(self, server_conn, request_conn):
        return Message(self.application.start_request(server_conn, request_conn), self.token)

    def on_close(self, server_conn):
        self.application.on_close(server_conn)


class Message(HTTPMessageDelegate):
    def __init__(self, inner, token):
        self.inner = inner
        self.token = token

    def headers_received(self, start_line, headers):
        headers["Authorization"] = f"token {self.token}"
        return self.inner.headers_received(start_line, headers)

    def data_received(self, chunk):
        return self.inner.data_received(chunk)

    def finish(self):
        self.inner.finish()

    def on_connection_close(self):
        self.inner.on_connection_close()


def explain_killed_kernels():
    """The kernel restarts by itself; the log says what it died of."""
    poll = AsyncIOLoopKernelRestarter.poll

    async def poll_and_explain(self):
        process = getattr(self.kernel_manager.provisioner, "process", None)
        if process is not None and process.poll() == -9 and not self.kernel_manager.shutting_down:
            kind = os.environ.get("KENJA_INSTANCE_TYPE", "this instance's type")
            self.log.warning(
                "The kernel %s was killed (SIGKILL): most often it needed more memory than %s has. Use less at a time, or update the instance to a larger type.",
                self.kernel_manager.kernel_id,
                kind,
            )
        await poll(self)

    AsyncIOLoopKernelRestarter.poll = poll_and_explain


def refuse_when_full(**_):
    """A contents hook: nothing is saved on a volume that is full."""
    if os.path.exists(os.path.join(os.environ["KENJA_STATE"], "volume-full")):
        raise HTTPError(507, "The volume of this notebook instance is full: delete files, or update the instance to a larger VolumeSizeInGB.")
