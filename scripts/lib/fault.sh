# shellcheck shell=bash
# What the scripts of scripts/fault share: options, finding a node by its part, saying what was done. Sourced; the script defines usage.
# shellcheck disable=SC2034  # some variables are for the script that sources this

fault_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cluster=$fault_root/scripts/cluster
dir=${XIC_CLUSTER_DIR:-$fault_root/.cluster}
words=()
one_way=""
only=""

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Fills dir, words and the options that some scripts take. What a script does not take stays empty there and is refused by it.
arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --dir | --only)
        [ $# -ge 2 ] || fail "$1 wants a value"
        if [ "$1" = --dir ]; then dir=$2; else only=$2; fi
        shift 2
        ;;
      --one-way) one_way=1; shift ;;
      -*)
        usage >&2
        exit 2
        ;;
      *) words+=("$1"); shift ;;
    esac
  done
  [ -f "$dir/cluster.env" ] || fail "no cluster in $dir; start one with: scripts/cluster up --dir $dir"
  dir=$(cd "$dir" && pwd)
}

# Between so many words and so many, or the usage.
wants() {
  if [ ${#words[@]} -lt "$1" ] || [ ${#words[@]} -gt "$2" ]; then
    usage >&2
    exit 2
  fi
}

# A node's name from its name, or from "leader", "member" (one that does not lead), "spare" (a gateway that is no member) or
# "target" (the first that runs). Waits for a leader for half a minute.
node() {
  local begin=$SECONDS rows found=""
  while :; do
    rows=$("$cluster" list --dir "$dir")
    case $1 in
      leader) found=$(awk '$4 != "-" && / leader$/ { print $1; exit }' <<<"$rows") ;;
      member) found=$(awk '$4 != "-" && / ic$/ { print $1; exit }' <<<"$rows") ;;
      spare) found=$(awk '$2 == "gateway" && $4 != "-" && !/ ic/ { print $1; exit }' <<<"$rows") ;;
      target) found=$(awk '$2 == "target" && $4 != "-" { print $1; exit }' <<<"$rows") ;;
      *)
        found=$(awk -v n="$1" '$1 == n { print $1 }' <<<"$rows")
        [ -n "$found" ] || fail "no node $1; there are: $(awk '{ printf "%s ", $1 }' <<<"$rows")"
        ;;
    esac
    [ -z "$found" ] || break
    [ $((SECONDS - begin)) -lt 30 ] || fail "no $1 is there"
    sleep 0.2
  done
  echo "$found"
}

# The pid of a node, or "-".
pid_of() { "$cluster" list --dir "$dir" | awk -v n="$1" '$1 == n { print $4 }'; }

# Kills NAME, of which one may say WHAT, with SIGNAL.
kill_and_say() {
  local name=$1 what=$2 signal=${3:-KILL} pid
  pid=$(pid_of "$name")
  [ "$pid" != - ] || fail "$name is not running"
  "$cluster" kill "$name" "$signal" --dir "$dir"
  echo "killed $name ($what, pid $pid) with SIG${signal#SIG}"
  echo "undo:  scripts/cluster start $name --dir $dir"
}
