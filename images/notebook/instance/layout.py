"""The places that scripts and users of AWS's notebook instances expect, made anew at each start.

Python packages: `~/anaconda3/envs/python3` (the kernel's) and `envs/JupyterSystemEnv` (Jupyter's) are thin layers over the shared environment, which is
read-only: what pip installs goes into the layer, wins over what lies below, and is gone after a stop, as on AWS. Every edition of the SageMaker SDK that has
been made has such a layer too, named like its kernel.
"""

import json
import os
import shutil
from types import SimpleNamespace

HERE = os.path.dirname(os.path.abspath(__file__))
STAND_INS = os.path.join(os.path.dirname(HERE), "stand-ins")
ENVIRONMENTS = ("python3", "JupyterSystemEnv")
ALIASES = {
    "sudo": ["su"],
    "systemctl": ["initctl", "service"],
    "yum": ["dnf", "apt", "apt-get", "amazon-linux-extras"],
}

LAYER = """import site; site.addsitedir({packages!r})
"""
PIP = """#!{python}
import sys
from pip._internal.cli.main import main

sys.exit(main())
"""
BASH_PROFILE = """# Of ec2-user, for login shells.
export PATH="$HOME/anaconda3/bin:$PATH"
[ -r "$HOME/.bashrc" ] && . "$HOME/.bashrc"
"""
BASHRC = """conda() {
  case ${1-} in
    activate) shift; source "$HOME/anaconda3/bin/activate" "$@" ;;
    deactivate) source "$HOME/anaconda3/bin/deactivate" ;;
    *) command conda "$@" ;;
  esac
}
"""
OS_RELEASE = 'NAME="Kenja notebook instance"\nID=kenja\nID_LIKE="amzn fedora"\nVERSION_ID="2023"\nPRETTY_NAME="Kenja notebook instance"\n'
PROFILE = 'for file in /etc/profile.d/*.sh; do [ -r "$file" ] && . "$file"; done\nunset file\n'


def write(path: str, text: str, mode: int = 0o644) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def lay_out(settings: SimpleNamespace) -> None:
    conda = os.path.join(settings.home, "anaconda3")
    for name in ENVIRONMENTS:
        make_layer(os.path.join(conda, "envs", name), settings.environment)
    make_kernel(os.path.join(conda, "envs", "python3"), settings.environment)
    for edition in settings.editions:
        layer = os.path.join(conda, "envs", edition["name"])
        make_layer(layer, edition["directory"])
        make_kernel(layer, edition["directory"])
    make_conda(conda, settings.environment)
    write(os.path.join(settings.home, ".bash_profile"), BASH_PROFILE)
    write(os.path.join(settings.home, ".bashrc"), BASHRC)
    make_jupyter_settings(os.path.join(settings.home, ".jupyter", "lab", "user-settings"))
    make_stand_ins(settings)
    lay_examples(settings)
    if settings.sandboxed:
        make_system()


def lay_examples(settings: SimpleNamespace) -> None:
    """Notebooks to begin with, at the instance's creation only: what is changed or deleted of them stays so."""
    if not settings.examples:
        return
    kernels = {"conda_python3", *(edition["name"] for edition in settings.editions)}
    for name in sorted(os.listdir(settings.examples)):
        words = name.split(".")
        if len(words) != 3 or words[2] != "ipynb":
            continue
        source = os.path.join(settings.examples, name)
        with open(source, encoding="utf-8") as file:
            kernel = json.load(file)["metadata"]["kernelspec"]["name"]
        directory = os.path.join(settings.volume, "examples", words[1])
        target = os.path.join(directory, f"{words[0]}.ipynb")
        if kernel in kernels and not os.path.lexists(target):
            os.makedirs(directory, exist_ok=True)
            shutil.copyfile(source, target)


def base_python(environment: str) -> str:
    """Where the interpreter lies that the shared environment was made with."""
    with open(os.path.join(environment, "pyvenv.cfg"), encoding="utf-8") as file:
        values = dict(line.split(" = ", 1) for line in file.read().splitlines() if " = " in line)
    return values["home"]


def packages_of(environment: str) -> str:
    library = os.path.join(environment, "lib")
    version = next(name for name in sorted(os.listdir(library)) if name.startswith("python3"))
    return os.path.join(library, version, "site-packages")


def make_layer(directory: str, environment: str) -> None:
    packages = packages_of(environment)
    own = os.path.join(directory, "lib", os.path.basename(os.path.dirname(packages)), "site-packages")
    programs = os.path.join(directory, "bin")
    os.makedirs(own, exist_ok=True)
    os.makedirs(programs, exist_ok=True)
    write(os.path.join(directory, "pyvenv.cfg"), f"home = {base_python(environment)}\ninclude-system-site-packages = false\n")
    write(os.path.join(own, "kenja-shared.pth"), LAYER.format(packages=packages))
    python = os.path.join(programs, "python")
    link(os.path.realpath(os.path.join(environment, "bin", "python")), python)
    link("python", os.path.join(programs, "python3"))
    for name in ("pip", "pip3"):
        write(os.path.join(programs, name), PIP.format(python=python), 0o755)
    shared = os.path.join(environment, "bin")
    for name in os.listdir(shared):
        if not name.startswith(("python", "pip", "activate", "deactivate")):
            link(os.path.join(shared, name), os.path.join(programs, name))


def link(target: str, path: str) -> None:
    if not os.path.lexists(path):
        os.symlink(target, path)


def make_kernel(layer: str, environment: str) -> None:
    """The shared environment's kernels, started with the layer's interpreter."""
    shared = os.path.join(environment, "share", "jupyter", "kernels")
    for name in os.listdir(shared):
        directory = os.path.join(layer, "share", "jupyter", "kernels", name)
        os.makedirs(directory, exist_ok=True)
        with open(os.path.join(shared, name, "kernel.json"), encoding="utf-8") as file:
            text = file.read()
        write(os.path.join(directory, "kernel.json"), text.replace(os.path.join(environment, "bin", "python"), os.path.join(layer, "bin", "python")))


def make_conda(conda: str, environment: str) -> None:
    programs = os.path.join(conda, "bin")
    os.makedirs(programs, exist_ok=True)
    for name in ("activate", "deactivate", "conda"):
        shutil.copy(os.path.join(STAND_INS, name), os.path.join(programs, name))
        os.chmod(os.path.join(programs, name), 0o755)
    for name in ("python", "python3", "pip", "pip3"):
        program = os.path.join(conda, "envs", "python3", "bin", name)
        write(os.path.join(programs, name), f'#!/bin/sh\nexec "{program}" "$@"\n', 0o755)
    for name in ("jupyter", "jupyter-nbconvert", "ipython", "aws"):
        link(os.path.join(environment, "bin", name), os.path.join(programs, name))


def make_jupyter_settings(directory: str) -> None:
    """Nothing asks for news from the internet."""
    notifications = os.path.join(directory, "@jupyterlab", "apputils-extension")
    os.makedirs(notifications, exist_ok=True)
    write(os.path.join(notifications, "notification.jupyterlab-settings"), '{"fetchNews": "false", "checkForUpdates": false}\n')


def make_stand_ins(settings: SimpleNamespace) -> None:
    """For programs that AWS's instances have and a sandbox cannot have as they are."""
    os.makedirs(settings.sbin, exist_ok=True)
    python = os.path.join(base_python(settings.environment), os.path.basename(os.path.realpath(os.path.join(settings.environment, "bin", "python"))))
    for name in ("sudo", "crontab", "systemctl", "yum", "git-credential-kenja"):
        with open(os.path.join(STAND_INS, name), encoding="utf-8") as file:
            text = file.read().replace("@PYTHON@", python).replace("@ROOT@", "yes" if settings.rootAccess else "no").replace("@ENVIRONMENT@", settings.environment)
        for alias in [name, *ALIASES.get(name, [])]:
            write(os.path.join(settings.sbin, alias), text, 0o755)
    link(os.path.join(settings.environment, "bin", "aws"), os.path.join(settings.sbin, "aws"))


def make_system() -> None:
    """Only in a sandbox, whose /etc and /var are its own."""
    for directory in ("/etc/profile.d", "/root", "/run/kenja-root", "/var/spool/cron/users", "/opt/ml"):
        os.makedirs(directory, exist_ok=True)
    write("/etc/profile", PROFILE)
    write("/etc/os-release", OS_RELEASE)
    write("/run/kenja-root/pid", f"{os.getpid()}\n")
