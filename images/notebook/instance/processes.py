"""The processes of the instance, as /proc tells. The first program sees all of them, those of inner sandboxes too."""

import os

PAGE = os.sysconf("SC_PAGE_SIZE")


def all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def read(pid: int, name: str) -> str:
    try:
        with open(f"/proc/{pid}/{name}", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def parent(pid: int) -> int:
    fields = read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def command_line(pid: int) -> str:
    return read(pid, "cmdline").replace("\0", " ").strip()


def family(root: int) -> list[int]:
    """The process and its descendants, parents first."""
    children: dict[int, list[int]] = {}
    for pid in all_pids():
        children.setdefault(parent(pid), []).append(pid)
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def resident_bytes(pid: int) -> int:
    """Shared pages count in full."""
    fields = read(pid, "statm").split()
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def proportional_bytes(pid: int) -> int:
    """Shared pages count by their share: dear to ask for."""
    for line in read(pid, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return resident_bytes(pid)
