# shellcheck shell=bash
# What the network faults of scripts/fault share. They are rules in the switch of a cluster that was started with --netns: one table of
# nft there, which nobody else sees and which heal empties. Sourced after fault.sh.
# shellcheck disable=SC2154  # dir and cluster are of fault.sh

network_ready() {
  local tool
  # shellcheck source=/dev/null  # written by scripts/cluster
  netns=$(. "$dir/cluster.env" && echo "${netns:-}")
  [ -n "$netns" ] || fail "the cluster in $dir has no network of its own; start one with: scripts/cluster up --netns"
  [ "$(id -u)" = 0 ] || fail "network faults want root"
  for tool in ip:iproute2 nft:nftables; do
    command -v "${tool%:*}" >/dev/null || fail "${tool%:*} is missing; install it with: apt-get install ${tool#*:}"
  done
  in_switch 'add table bridge fault; add chain bridge fault c { type filter hook forward priority 0; policy accept; }'
}

# Gives text to nft in the cluster's switch.
in_switch() { ip netns exec "xic-$netns-switch" nft "$1"; }

# What goes from one node to the other is dropped; with a third word, only what that expression matches.
drop() { in_switch "add rule bridge fault c iifname \"v-$1\" oifname \"v-$2\" ${3:-} drop"; }

# Runs iptables in a node's namespace.
in_space() { ip netns exec "xic-$netns-$1" iptables "${@:2}"; }

# Takes back the delay of a node, if it has one. The program that holds packets ends when its mark, with its pid, is gone, and lets go
# what it holds.
undelay() {
  local pid tries=0
  [ -f "$dir/delay-$1" ] || return 0
  pid=$(cat "$dir/delay-$1")
  rm -f "$dir/delay-$1"
  in_space "$1" -F
  in_space "$1" -X 2>/dev/null || true
  while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
}

all_nodes() { "$cluster" list --dir "$dir" | cut -d ' ' -f 1; }

undo_network() { echo "undo:  scripts/fault/heal --dir $dir"; }
