#!/bin/sh
# Runs one task and outlives the server that started it.
#
#   shim.sh shim DIR       in a session of its own: claims the task, runs it, leaves its exit code in DIR/exit
#   shim.sh program DIR    becomes the task's program (DIR/launch.sh says how)
#
# Nothing here is ever signalled: the driver signals the program itself. The program runs in the foreground of this shell, because a
# shell without job control starts background programs with SIGINT ignored, and a notebook's kernel could then not be interrupted.
part=$1
dir=$2

# FILE: this process's id, the boot, and its start time there.
record() {
  file=$1
  boot=none
  if [ -r /proc/sys/kernel/random/boot_id ]; then read -r boot </proc/sys/kernel/random/boot_id; fi
  if [ -r /proc/$$/stat ]; then
    read -r line </proc/$$/stat
    # After the program's name: field 3 is $1, so field 22, the start time, is $20.
    set -- ${line##*) }
    start=${20}
  else
    start=$(echo $(LC_ALL=C ps -o lstart= -p $$))
  fi
  printf '%s %s %s\n' "$$" "$boot" "$start" >"$file"
}

if [ "$part" = program ]; then
  # Both streams go to one file.
  exec 2>&1
  record "$dir/pid.tmp" && mv "$dir/pid.tmp" "$dir/pid"
  umask 022
  ulimit -c 0
  # When the machine runs out of memory, a job goes before the server.
  { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
  if [ -r "$dir/cgroup" ]; then
    read -r group <"$dir/cgroup"
    echo 0 >"$group/cgroup.procs" || exit 125
  fi
  if [ -r "$dir/cpus" ]; then
    read -r cpus <"$dir/cpus"
    taskset -cp "$cpus" $$ >/dev/null 2>&1
  fi
  . "$dir/launch.sh"
  exit 125
fi

umask 077
record "$dir/shim.$$"
# A hard link appears whole and only once: of two starts of the same task one goes on, and the other changes nothing.
if ! ln "$dir/shim.$$" "$dir/shim" 2>/dev/null; then
  rm -f "$dir/shim.$$"
  exit 75
fi
rm -f "$dir/shim.$$"

# This shell itself is silent: it would say `Terminated` in the program's output, as if the program had. A redirection on the command would undo that.
exec 2>/dev/null
/bin/sh "$dir/shim.sh" program "$dir"
code=$?

# The first process of a sandbox lives on while anything else in it does. With it the kernel ends all of them.
if [ -r "$dir/info.json" ]; then
  while read -r line; do
    case $line in
      *'"child-pid"'*)
        first=${line##*: }
        first=${first%,}
        if [ -r "/proc/$first/stat" ]; then
          read -r stat <"/proc/$first/stat"
          case $stat in *'(bwrap)'*) kill -KILL "$first" ;; esac
        fi
        ;;
    esac
  done <"$dir/info.json"
fi

printf '%s\n' "$code" >"$dir/exit.tmp"
sync "$dir/exit.tmp" 2>/dev/null || sync
mv "$dir/exit.tmp" "$dir/exit"
sync "$dir" 2>/dev/null || sync
# What the program left running in its process group ends with it, and so does this shell.
kill -KILL -$$
