"""Limits that no kernel keeps for us here: memory of the instance's type, size of its volume. Watched, and said so: a fast writer can go over for a moment."""

import os
import signal
import time
from types import SimpleNamespace

import processes

GIB = 1024**3
LOOK_SECONDS = 1.0
# The whole volume is counted at least so often; in between, the file system's free space says how much it can have grown.
COUNT_SECONDS = 300.0


def say(text: str) -> None:
    print(text, flush=True)


class MemoryWatch:
    def __init__(self, settings: SimpleNamespace, server) -> None:
        self._settings = settings
        self._server = server
        self._own = os.getpid()

    def look(self) -> None:
        limit = self._settings.memoryBytes
        if limit is None:
            return
        pids = [self._own, *processes.all_pids()] if self._settings.sandboxed else processes.family(self._own)
        sizes = {pid: processes.resident_bytes(pid) for pid in pids}
        # The cheap sum counts shared pages once for each process: only when it is over, the dear one decides.
        if sum(sizes.values()) <= limit:
            return
        needed = sum(processes.proportional_bytes(pid) for pid in sizes)
        if needed > limit:
            self._end_largest(sizes, needed, limit)

    def _end_largest(self, sizes: dict[int, int], needed: int, limit: int) -> None:
        spared = {self._own, self._server.pid()}
        victim = max((pid for pid in sizes if pid not in spared), key=lambda pid: sizes[pid], default=None)
        if victim is None:
            return
        line = processes.command_line(victim)
        name = "The kernel" if "ipykernel" in line or "kernel-" in line else f"The program {line[:80]}"
        kill(victim)
        say(
            f"{name} was stopped (it used {sizes[victim] / GIB:.1f} GiB): the instance needed {needed / GIB:.1f} GiB of memory, "
            f"and {self._settings.instanceType} has {limit / GIB:g} GiB. Use less at a time, or update the instance to a larger type."
        )


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def used_bytes(directory: str) -> int:
    """Blocks of all files below, without following links."""
    total, waiting = 0, [directory]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    total += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return total


def free_bytes(directory: str) -> int:
    status = os.statvfs(directory)
    return status.f_bfree * status.f_frsize


def watch_volume(settings: SimpleNamespace, server) -> None:
    limit = settings.volumeBytes
    if limit is None:
        return
    full = os.path.join(settings.state, "volume-full")
    counted_at, used, free = 0.0, 0, 0
    while True:
        now = time.monotonic()
        grown = max(0, free - free_bytes(settings.volume))
        if counted_at == 0.0 or used > limit or used + grown > limit or now - counted_at > COUNT_SECONDS:
            free = free_bytes(settings.volume)
            used = used_bytes(settings.volume)
            counted_at = time.monotonic()
            now_full = used > limit
            if now_full:
                end_writers(settings, server, used)
            if now_full != os.path.exists(full):
                tell(full, now_full, settings, used)
        # Counting a large tree must not become all that the machine does.
        time.sleep(max(LOOK_SECONDS, 10 * (counted_at - now)))


def tell(full: str, now_full: bool, settings: SimpleNamespace, used: int) -> None:
    if now_full:
        open(full, "w").close()
        say(
            f"The volume is full: {used / GIB:.2f} of {settings.volumeBytes / GIB:g} GB. Kenja watches its size without a file system of its own: programs that "
            "write to it are stopped until files are deleted, or the instance is stopped and updated to a larger VolumeSizeInGB."
        )
    else:
        os.unlink(full)
        say(f"The volume has room again: {used / GIB:.2f} of {settings.volumeBytes / GIB:g} GB.")


def end_writers(settings: SimpleNamespace, server, used: int) -> None:
    spared = {os.getpid(), server.pid()}
    pids = processes.all_pids() if settings.sandboxed else processes.family(os.getpid())
    for pid in pids:
        if pid not in spared and writes_below(pid, settings.volume):
            line = processes.command_line(pid)[:80]
            kill(pid)
            say(f"A program was stopped ({line}): it writes to the volume, which is full ({used / GIB:.2f} of {settings.volumeBytes / GIB:g} GB).")


def writes_below(pid: int, directory: str) -> bool:
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            if os.readlink(f"/proc/{pid}/fd/{name}").startswith(directory + "/"):
                flags = int(processes.read(pid, f"fdinfo/{name}").partition("flags:")[2].split()[0], 8)
                if flags & os.O_ACCMODE != os.O_RDONLY:
                    return True
    except (OSError, IndexError):
        pass
    return False
