"""ec2-user and root inside one sandbox.

The sandbox has one user id of this machine. Two kinds of inner sandboxes give it two names: `ec2-user` (1000), who may write its home, the volume and
temporary folders only, and cannot make namespaces; and `root` (0), who may write everything that the sandbox has of its own. Where inner sandboxes cannot be
made, everything runs under one name, and the log says so.
"""

import os
import subprocess
from types import SimpleNamespace

HOME = "/home/ec2-user"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/bin:/usr/sbin:/sbin:/bin"
# What root reads of the control of the instance, and ec2-user must not.
CONTROL = "/run/kenja-root"
WRITABLE = (HOME, "/tmp", "/var/tmp", "/run/kenja", "/var/spool/cron/users")
PROBE_SECONDS = 10


def find_bwrap() -> str | None:
    return next((path for path in ("/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap") if os.access(path, os.X_OK)), None)


class Users:
    def __init__(self, settings: SimpleNamespace) -> None:
        self.settings = settings
        self._bwrap = find_bwrap() if settings.sandboxed else None
        self._user_words = self._probe() if self._bwrap else None
        self.has_own_processes = bool(self._user_words and "--unshare-pid" in self._user_words)

    def _probe(self) -> list[str] | None:
        """The strictest inner sandbox for ec2-user that works here."""
        # A server that runs as root cannot give the inner sandbox a /proc of its own: then ec2-user sees root's processes.
        for processes in (["--unshare-pid", "--proc", "/proc"], ["--bind", "/proc", "/proc"]):
            for namespaces in (["--disable-userns"], []):
                writable = [word for path in WRITABLE for word in ("--bind", path, path)]
                words = [self._bwrap, "--unshare-user", "--uid", "1000", "--gid", "1000", "--ro-bind", "/", "/", "--dev-bind", "/dev", "/dev"]
                words += [*processes, *namespaces, *writable, "--tmpfs", CONTROL]
                try:
                    done = subprocess.run([*words, "--", "/bin/true"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PROBE_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
                if done.returncode == 0:
                    return words
        return None

    def label(self) -> list[str]:
        if not self.settings.sandboxed:
            return ["There is no sandbox: lifecycle scripts and ec2-user run as the user who started Kenja."]
        if self._user_words is None:
            return ["Sandboxes inside the sandbox cannot be made here: root and ec2-user are one and the same."]
        return []

    def as_user(self, argv: list[str], cwd: str) -> list[str]:
        """The command line that runs `argv` as ec2-user."""
        return [*self._user_words, "--chdir", cwd, "--", *argv] if self._user_words else argv

    def as_root(self, argv: list[str], cwd: str = "/") -> list[str]:
        if self._user_words is None:
            return argv
        return [self._bwrap, "--unshare-user", "--uid", "0", "--gid", "0", "--dev-bind", "/", "/", "--chdir", cwd, "--", *argv]

    def environment(self, user: str) -> dict[str, str]:
        """What a program started for this user has: the way to AWS, as the instance's role, and its home."""
        home = self.settings.home if user != "root" or not self.settings.sandboxed else "/root"
        return {**os.environ, "HOME": home, "USER": user, "LOGNAME": user, "SHELL": "/bin/bash", "PATH": self.path()}

    def path(self) -> str:
        return PATH if self.settings.sbin == "/usr/local/sbin" else f"{self.settings.sbin}:{PATH}"
