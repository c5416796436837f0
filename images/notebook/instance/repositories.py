"""Git repositories, cloned side by side into the volume as ec2-user. One that is there already, from an earlier start, stays as it is."""

import os
import shlex
import subprocess
from types import SimpleNamespace
from urllib.parse import urlsplit

from users import Users


def clone_all(settings: SimpleNamespace, people: Users) -> str | None:
    for repository in settings.repositories:
        target = os.path.join(settings.volume, repository["directory"])
        if os.path.exists(target):
            continue
        failure = clone(repository, target, settings, people)
        if failure:
            return failure
    return None


def credential_settings(repository: dict) -> list[str]:
    """Who tells Git the name and the password, now and whenever it asks again in this repository: never a file."""
    if not repository.get("secretArn"):
        return []
    words = shlex.join([repository["secretArn"], urlsplit(repository["url"]).netloc])
    return ["--config", "credential.helper=", "--config", f"credential.helper=kenja {words}"]


def why(said: str) -> str:
    """What our program says tells more than what Git makes of it."""
    lines = said.splitlines()
    return next((line for line in lines if line.startswith("git-credential-kenja: ")), lines[-1] if lines else "git said nothing")


def clone(repository: dict, target: str, settings: SimpleNamespace, people: Users) -> str | None:
    branch = ["--branch", repository["branch"]] if repository.get("branch") else []
    argv = ["git", "clone", *credential_settings(repository), *branch, "--", repository["url"], target]
    environment = {**people.environment("ec2-user"), "GIT_TERMINAL_PROMPT": "0"}
    command = people.as_user(argv, settings.volume)
    try:
        done = subprocess.run(command, cwd=settings.volume, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=settings.cloneSeconds)
    except subprocess.TimeoutExpired:
        return f"The Git repository {repository['url']} could not be cloned within {settings.cloneSeconds} s."
    except FileNotFoundError:
        return "Git is not installed on this machine, and repositories cannot be cloned without it."
    said = done.stdout.decode("utf-8", "replace").strip()
    print(said, flush=True)
    if done.returncode:
        return f"The Git repository {repository['url']} could not be cloned: {why(said)}"
    return None
