"""The Jupyter server of the instance, as ec2-user: started, started anew when asked, ended with its kernels."""

import os
import signal
import subprocess
from types import SimpleNamespace

import processes
from users import Users

CONFIG = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "config")
# Variables that lifecycle scripts leave in /etc/profile.d reach Jupyter and its kernels, as on AWS.
WITH_PROFILE = 'for file in /etc/profile.d/*.sh; do [ -r "$file" ] && . "$file"; done; unset file; exec "$@"'


class Server:
    def __init__(self, settings: SimpleNamespace, people: Users, token: str) -> None:
        self.exit_code = 0
        self._settings = settings
        self._people = people
        self._token = token
        self._process: subprocess.Popen | None = None
        self._stopping = False
        self._restarting = False

    def start(self) -> None:
        settings = self._settings
        layer = os.path.join(settings.home, "anaconda3", "envs", "JupyterSystemEnv")
        program = [os.path.join(layer, "bin", "python"), os.path.join(CONFIG, "serve.py"), f"--config={CONFIG}/jupyter_server_config.py"]
        command = ["/bin/bash", "-c", WITH_PROFILE, "jupyter", *program] if settings.sandboxed and os.path.exists("/bin/bash") else program
        cwd = os.path.join(settings.volume, settings.openIn) if settings.openIn else settings.volume
        self._process = subprocess.Popen(self._people.as_user(command, cwd), cwd=cwd, env=self._environment(), stdin=subprocess.DEVNULL)

    def _environment(self) -> dict[str, str]:
        settings, environment = self._settings, self._people.environment("ec2-user")
        kernel = os.path.join(settings.home, "anaconda3", "envs", "python3")
        shared = settings.environment
        editions = [os.path.join(settings.home, "anaconda3", "envs", edition["name"], "share", "jupyter") for edition in settings.editions]
        return {
            **environment,
            "JUPYTER_TOKEN": self._token,
            "KENJA_JUPYTER_SOCKET": settings.socket,
            "KENJA_NOTEBOOK_ROOT": settings.volume,
            "KENJA_OPEN_IN": settings.openIn or "",
            "KENJA_STATE": settings.state,
            "KENJA_INSTANCE_TYPE": settings.instanceType,
            "KENJA_LOCAL_HTTPS": "8443" if settings.sandboxed else "",
            "PATH": f"{kernel}/bin:{settings.home}/anaconda3/bin:{environment['PATH']}",
            "JUPYTER_PATH": ":".join([f"{kernel}/share/jupyter", *editions, f"{shared}/share/jupyter"]),
            "JUPYTER_CONFIG_PATH": f"{shared}/etc/jupyter",
            "JUPYTERLAB_DIR": f"{shared}/share/jupyter/lab",
        }

    def pid(self) -> int | None:
        """Jupyter itself; what was started may be a sandbox around it."""
        if self._process is None:
            return None
        for pid in processes.family(self._process.pid):
            program, _, rest = processes.command_line(pid).partition(" ")
            if os.path.basename(program).startswith("python") and "serve.py" in rest:
                return pid
        return None

    def stop(self) -> None:
        self._stopping = True
        self._terminate()

    def restart(self) -> None:
        self._restarting = True
        self._terminate()

    def _terminate(self) -> None:
        pid = self.pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)

    def ended(self) -> bool:
        code = self._process.poll()
        if code is None:
            return False
        if self._restarting and not self._stopping:
            self._restarting = False
            self.start()
            return False
        self.exit_code = 0 if self._stopping else code if code > 0 else 128 - code
        return True
