"""A stand-in for cron: the crontabs that `crontab` leaves, looked at every minute."""

import os
import re
import subprocess
import time
from types import SimpleNamespace

from users import Users

SPOOLS = {"root": "/var/spool/cron/root", "ec2-user": "/var/spool/cron/users/ec2-user"}
NAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
WORDS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)} | {
    name: number for number, name in enumerate("sun mon tue wed thu fri sat".split())
}


def values(field: str, low: int, high: int) -> set[int]:
    """`*/5`, `1-3`, `1,2`, `mon-fri`: which numbers a field means. Raises ValueError."""
    found: set[int] = set()
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        number = lambda text: WORDS.get(text) if text in WORDS else int(text)
        start, end = (low, high) if span == "*" else (number(first), number(last) if last else high if step else number(first))
        if not low <= start <= end <= high:
            raise ValueError(field)
        found.update(range(start, end + 1, int(step) if step else 1))
    return found


def matches(when: str, now: time.struct_time) -> bool:
    fields = NAMES.get(when, when).split()
    try:
        minute, hour, day, month, weekday = (values(field, *span) for field, span in zip(fields, RANGES, strict=True))
    except ValueError:
        return False
    today = {(now.tm_wday + 1) % 7, 7} & weekday if now.tm_wday == 6 else {(now.tm_wday + 1) % 7} & weekday
    # When both days are restricted, either is enough.
    either = fields[2] != "*" and fields[4] != "*"
    on_day = (now.tm_mday in day or bool(today)) if either else (now.tm_mday in day and bool(today))
    return now.tm_min in minute and now.tm_hour in hour and now.tm_mon in month and on_day


def due(text: str, now: time.struct_time, at_start: bool) -> list[tuple[dict[str, str], str]]:
    """The commands of a crontab for this minute, each with the variables set above it."""
    environment: dict[str, str] = {}
    found = []
    for line in text.splitlines():
        line = line.strip()
        variable = re.match(r"([A-Za-z_]\w*)\s*=\s*(.*)", line)
        if not line or line.startswith("#"):
            continue
        if variable:
            environment[variable[1]] = variable[2].strip("\"'")
            continue
        parts = line.split(None, 1) if line.startswith("@") else line.split(None, 5)
        when, command = (parts[0], parts[-1]) if line.startswith("@") else (" ".join(parts[:5]), parts[-1])
        if (when == "@reboot" and at_start) or (when != "@reboot" and not at_start and matches(when, now)):
            found.append((dict(environment), command.replace("\\%", "%")))
    return found


class Cron:
    def __init__(self, settings: SimpleNamespace, people: Users) -> None:
        self._settings = settings
        self._people = people
        self._minute: int | None = None
        self._running: list[subprocess.Popen] = []

    def tick(self, now: float) -> None:
        if not self._settings.sandboxed or int(now // 60) == self._minute:
            return
        at_start = self._minute is None
        self._minute = int(now // 60)
        self._running = [process for process in self._running if process.poll() is None]
        for user, path in SPOOLS.items():
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    jobs = due(file.read(), time.localtime(now), at_start)
                for environment, command in jobs:
                    self._start(user, environment, command)

    def _start(self, user: str, environment: dict[str, str], command: str) -> None:
        argv = [environment.get("SHELL", "/bin/sh"), "-c", command]
        home = "/root" if user == "root" else self._settings.home
        wrapped = self._people.as_root(argv, home) if user == "root" else self._people.as_user(argv, home)
        env = {**self._people.environment(user), "PATH": "/usr/bin:/bin", **environment}
        with open(os.path.join(self._settings.log, "cron"), "ab") as output:
            self._running.append(subprocess.Popen(wrapped, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True))
