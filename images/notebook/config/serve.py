"""Starts Jupyter's server in this process."""

import sys

# jsonschema loads this package when it is there, and it builds a grammar that takes four fifths of the start; no schema here needs its format.
sys.modules["rfc3987_syntax"] = None

# The folder of this file is the project's own.
sys.dont_write_bytecode = True

from jupyter_server.serverapp import main

main()
