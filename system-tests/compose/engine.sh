#!/bin/bash
# `engine.sh start|stop`: a Docker engine of our own, with its data, socket and pid under
# .visavis/compose, for machines on which none runs. Needs root, docker.io and docker-compose.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
engine=$root/.visavis/compose/engine
socket=$engine/docker.sock

start() {
  if DOCKER_HOST=unix://$socket docker version > "$engine/version.log" 2>&1; then
    return
  fi
  local driver
  for driver in overlay2 vfs; do
    rm -f "$engine/docker.pid"
    setsid dockerd --data-root "$engine/data" --exec-root "$engine/exec" --host "unix://$socket" \
      --pidfile "$engine/docker.pid" --storage-driver "$driver" \
      > "$engine/dockerd.log" 2>&1 < /dev/null &
    local daemon=$!
    for ((second = 0; second < 60; second++)); do
      if DOCKER_HOST=unix://$socket docker version > "$engine/version.log" 2>&1; then
        return
      fi
      kill -0 $daemon 2> /dev/null || break
      sleep 1
    done
    kill $daemon 2> /dev/null || true
  done
  tail -20 "$engine/dockerd.log" >&2
  exit 1
}

stop() {
  [[ -f $engine/docker.pid ]] || return 0
  local daemon
  daemon=$(cat "$engine/docker.pid")
  kill "$daemon" 2> /dev/null || return 0
  for ((second = 0; second < 60; second++)); do
    if ! kill -0 "$daemon" 2> /dev/null; then
      # It leaves this mount behind, and nobody could delete the folder.
      umount "$engine/exec/netns/default" 2> /dev/null || true
      return
    fi
    sleep 1
  done
  echo "dockerd $daemon does not end" >&2
  exit 1
}

mkdir -p "$engine"
"$1"
