"""Runs inside the notebook instance, with the environment's own Python: prepares the fresh home and becomes the Jupyter server.

Environment:
  KENJA_JUPYTER_SOCKET  Unix socket to listen on
  KENJA_NOTEBOOK_ROOT   the volume: Jupyter's root directory, where kernels and terminals start
  JUPYTER_TOKEN         what the gateway shows to Jupyter; kernels do not inherit it
  HOME                  fresh at each start, as all but the volume is on AWS

SIGTERM ends the kernels and then the server.
"""

import os
import sys

CONFIG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "config")


def link_environment(home: str) -> str:
    """Gives the environment AWS's path below the home, and answers the directory of its programs."""
    environments = os.path.join(home, "anaconda3", "envs")
    link = os.path.join(environments, "python3")
    os.makedirs(environments, exist_ok=True)
    if not os.path.islink(link):
        os.symlink(sys.prefix, link)
    return os.path.join(link, "bin")


def main() -> None:
    os.umask(0o022)
    home = os.environ["HOME"]
    root = os.environ["KENJA_NOTEBOOK_ROOT"]
    os.environ["PATH"] = os.pathsep.join([link_environment(home), os.environ.get("PATH", os.defpath)])
    os.chdir(root)
    socket = os.environ["KENJA_JUPYTER_SOCKET"]
    if os.path.exists(socket):
        os.unlink(socket)
    os.execv(sys.executable, [sys.executable, "-m", "jupyter_server", f"--config={CONFIG}/jupyter_server_config.py"])


main()
