"""Lifecycle scripts: as root, in `/`, with the role's credentials, their output in a file that the server carries to CloudWatch Logs."""

import os
import signal
import subprocess
import time
from types import SimpleNamespace

from users import Users


def run(settings: SimpleNamespace, people: Users) -> str | None:
    """Runs what is to be run, in order. Answers why the instance cannot start, or None."""
    for name in settings.scripts:
        failure = run_one(name, settings, people)
        if failure:
            return failure
        if name == "OnCreate":
            # The server remembers it: a creation that fails later does not run the script again.
            open(os.path.join(settings.state, "created"), "w").close()
    return None


def run_one(name: str, settings: SimpleNamespace, people: Users) -> str | None:
    script = os.path.join("/tmp" if settings.sandboxed else settings.state, f"{name}_{time.strftime('%Y-%m-%d-%H-%M')}{os.urandom(4).hex()}")
    with open(os.path.join(settings.state, name), "rb") as source, open(script, "wb") as target:
        target.write(source.read())
    os.chmod(script, 0o755)
    with open(os.path.join(settings.log, f"LifecycleConfig{name}"), "ab") as output:
        cwd = "/" if settings.sandboxed else settings.home
        process = subprocess.Popen(
            people.as_root(interpreted(script)), cwd=cwd, env=people.environment("root"), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = process.wait(settings.scriptSeconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return settings.scriptFailure
    # What AWS says of a script that runs too long it also says of one that fails at once.
    return f"{settings.scriptFailure} ({name} ended with exit code {code}.)" if code else None


def interpreted(script: str) -> list[str]:
    """A script without a first line that names its interpreter is the shell's."""
    with open(script, "rb") as file:
        return [script] if file.read(2) == b"#!" else ["/bin/bash", script]
