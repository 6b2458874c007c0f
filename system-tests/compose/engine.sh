#!/bin/bash
# `engine.sh start|stop`: starts or stops a Docker engine for the tests, with its data, socket and
# pid under .visavis/compose, on machines without a running engine. Needs root, docker.io and
# docker-compose.
#
# The engine changes the machine's network: a bridge, chains, the policy of FORWARD. `start` records
# the previous state, and `stop` restores it, even if the engine was killed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
engine=${VISAVIS_ENGINE:-$root/.visavis/compose/engine}
socket=$engine/docker.sock
before=$engine/network.before

start() {
  if DOCKER_HOST=unix://$socket docker version > "$engine/version.log" 2>&1; then
    return
  fi
  remember_network
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
  restore_network
  exit 1
}

stop() {
  end_engine
  restore_network
}

end_engine() {
  [[ -f $engine/docker.pid ]] || return 0
  local daemon
  daemon=$(cat "$engine/docker.pid")
  kill "$daemon" 2> /dev/null || return 0
  for ((second = 0; second < 60; second++)); do
    if ! kill -0 "$daemon" 2> /dev/null; then
      # The engine leaves this mount behind; with it the folder could not be deleted.
      umount "$engine/exec/netns/default" 2> /dev/null || true
      return
    fi
    sleep 1
  done
  echo "dockerd $daemon did not end" >&2
  exit 1
}

# Records the state before the start: bridges, the policies of FORWARD, IP forwarding.
remember_network() {
  [[ ! -f $before ]] || return 0 # recorded by an interrupted run
  {
    echo "bridges=\"$(bridges)\""
    echo "forward=$(forward_policy iptables)"
    echo "forward6=$(forward_policy ip6tables)"
    echo "forwarding=$(sysctl -n net.ipv4.ip_forward 2> /dev/null)"
  } > "$before.new"
  mv "$before.new" "$before"
}

bridges() {
  ip -o link show type bridge | sed -En 's/^[0-9]+: ([^:@]+).*/\1/p' | tr '\n' ' '
}

forward_policy() {
  "$1" -S FORWARD 2> /dev/null | sed -n 's/^-P FORWARD //p'
}

restore_network() {
  [[ -f $before ]] || return 0
  local bridges='' forward='' forward6='' forwarding=''
  # shellcheck source=/dev/null
  source "$before"
  if [[ " $bridges " == *' docker0 '* ]]; then
    rm "$before" # another engine ran before, so all of this may belong to it
    return
  fi
  forget_chains iptables "$forward"
  forget_chains ip6tables "$forward6"
  local bridge
  for bridge in $(bridges); do
    if [[ " $bridges " != *" $bridge "* && $bridge =~ ^(docker0|br-[0-9a-f]{12})$ ]]; then
      ip link delete "$bridge"
    fi
  done
  if [[ -n $forwarding ]]; then
    sysctl -q -w "net.ipv4.ip_forward=$forwarding"
  fi
  rm "$before"
}

# Removes the engine's rules and chains from all tables, and nothing else.
forget_chains() {
  command -v "$1-save" > /dev/null || return 0
  "$1-save" | sed -E '/DOCKER|docker0|br-[0-9a-f]{12}/d' | "$1-restore"
  if [[ -n $2 ]]; then
    "$1" -P FORWARD "$2"
  fi
}

mkdir -p "$engine"
"$1"
