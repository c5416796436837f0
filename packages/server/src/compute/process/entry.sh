#!/bin/sh
# The first program where a task runs: opens the way to the gateway, looks whether the task's program is there, and becomes it.
# It tells the server on descriptor 3: `started`, or a sentence saying why not.
#
#   entry.sh ID PORT SOCKET PROCESSES "DROP" PROGRAM [ARGUMENT…]
#     ID      the task's, so that its processes can be told from others by their command lines
#     PORT    where the program expects Kenja, or empty when there is no way (or none needed)
#     SOCKET  the gateway's Unix socket as seen here
#     PROCESSES  how many processes and threads there may be, or empty
#     DROP    options for env(1): variables that shells add by themselves
port=$2
socket=$3
processes=$4
drop=$5
shift 5

# A server that is gone must not end the task: the pipe has then no reader.
tell() {
  trap '' PIPE
  { printf '%s\n' "$1" >&3; } 2>/dev/null
  trap - PIPE
}

if [ -n "$port" ]; then
  up=/run/.kenja/up
  /usr/bin/mkfifo "$up"
  # Started from a shell that ends at once, so that the program does not find a child that it never made.
  (
    cd /
    /usr/bin/env -i /run/.kenja/node /run/.kenja/forward.mjs "$port" "$socket" >"$up" 2>&1 3>&- &
  )
  read -r line <"$up"
  if [ "$line" != listening ]; then
    tell "the way to Kenja's gateway inside the sandbox could not be opened: $line"
    exit 125
  fi
fi

# Counted in the sandbox's own user namespace (Linux 5.14 and later). Shells differ in the option's letter; root is not limited so.
if [ -n "$processes" ]; then
  ulimit -p "$processes" 2>/dev/null || ulimit -u "$processes" 2>/dev/null
fi

if ! command -v "$1" >/dev/null 2>&1; then
  tell "the program $1 is not there or may not be executed"
  exit 127
fi
tell started
exec /usr/bin/env $drop "$@" 3>&-
