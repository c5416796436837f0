"""Jupyter as a notebook instance has it: one kernel of AWS's name, the classic page at /tree, JupyterLab at /lab, terminals; and nothing phones home."""

import os

c = get_config()  # noqa: F821

c.ServerApp.sock = os.environ["KENJA_JUPYTER_SOCKET"]
c.ServerApp.sock_mode = "0600"
c.ServerApp.root_dir = os.environ["KENJA_NOTEBOOK_ROOT"]
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
c.ServerApp.allow_remote_access = True
c.ServerApp.terminals_enabled = True
# Taken out of the environment: what runs in a kernel must not be able to hand it on by accident.
c.IdentityProvider.token = os.environ.pop("JUPYTER_TOKEN")
# On AWS the presigned URL opens the classic page, and the same URL with /lab JupyterLab.
# With a default Git repository both open in its folder.
open_in = os.environ.get("KENJA_OPEN_IN", "")
c.ServerApp.default_url = f"/tree/{open_in}" if open_in else "/tree"
if open_in:
    c.ServerApp.preferred_dir = os.path.join(os.environ["KENJA_NOTEBOOK_ROOT"], open_in)
# The gateway checks Host and Origin before anything reaches this socket, and passes both on unchanged.
c.ServerApp.local_hostnames = ["localhost"]
c.ServerApp.quit_button = False

c.KernelSpecManager.ensure_native_kernel = False
c.MultiKernelManager.default_kernel_name = "conda_python3"

c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# Looking for language servers runs npm and others at each start; none of them is in the environment.
c.LanguageServerManager.autodetect = False

c.ServerApp.jpserver_extensions = {"kenja_notebook": True}
