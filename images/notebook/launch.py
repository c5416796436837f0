"""The first program of a notebook instance: lays out its places, runs lifecycle scripts, clones repositories, and keeps Jupyter running.

    python -E -S launch.py

KENJA_INSTANCE names the settings (JSON, `settings.py`). The environment is otherwise what every program of the instance gets, and JUPYTER_TOKEN.
SIGTERM ends the kernels, Jupyter, and all else. SIGHUP starts Jupyter anew. It runs without site-packages: 10 MB that stay as long as the instance.
"""

import os
import signal
import sys
import threading
import time

# Without a sandbox this is the project's own folder.
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "instance"))

import cron
import jupyter
import layout
import lifecycle
import repositories
import service
import settings as instance_settings
import users
import watch

TICK_SECONDS = 0.5


def main() -> int:
    os.umask(0o022)
    settings = instance_settings.read()
    token = os.environ.pop("JUPYTER_TOKEN")
    layout.lay_out(settings)
    people = users.Users(settings)
    for line in people.label():
        print(line, flush=True)
    service.serve(settings, people)
    failure = lifecycle.run(settings, people) or repositories.clone_all(settings, people)
    if failure:
        return instance_settings.fail(settings, failure)
    server = jupyter.Server(settings, people, token)
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    signal.signal(signal.SIGHUP, lambda *_: server.restart())
    server.start()
    threading.Thread(target=watch.watch_volume, args=(settings, server), daemon=True).start()
    memory, table = watch.MemoryWatch(settings, server), cron.Cron(settings, people)
    while not server.ended():
        memory.look()
        table.tick(time.time())
        time.sleep(TICK_SECONDS)
    return server.exit_code


sys.exit(main())
