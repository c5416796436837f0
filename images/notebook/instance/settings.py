"""What the server says about the instance, and how the instance answers why it could not start."""

import json
import os
from types import SimpleNamespace

# As long as a page of FailureReason.
MAX_REASON = 1000


def read() -> SimpleNamespace:
    """Members: environment (the shared, read-only one), editions ({name, directory}: kernels beside it, read-only too), image, home, volume, log, state, sbin, socket (paths as seen here); sandboxed, rootAccess;
    examples (where they lie; null after the creation); scripts (names, in order), scriptSeconds; repositories ({url, branch, secretArn, directory}), cloneSeconds, openIn; instanceType, memoryBytes, volumeBytes
    (null: no limit)."""
    with open(os.environ.pop("KENJA_INSTANCE"), encoding="utf-8") as file:
        return SimpleNamespace(**json.load(file))


def fail(settings: SimpleNamespace, reason: str) -> int:
    """Leaves the reason where the server looks for it; answers the exit code."""
    path = os.path.join(settings.state, "failure")
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(reason[:MAX_REASON])
    os.rename(path + ".new", path)
    return 78
