#!/usr/bin/env bash
# Ends the server whose process the input names, and waits for its end.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=packaging/action/common.sh
source "$here/../common.sh"

readonly deadline_s=10

[[ $INPUT_PID =~ ^[0-9]+$ ]] || fail "pid: '$INPUT_PID' is no process: it is the output pid of the step that started it"
# Not when the number is another program's by now, nor when the process has ended and nobody has asked how.
is_alive() {
  local name state
  { read -r _ name state _ <"/proc/$INPUT_PID/stat"; } 2>/dev/null && [[ $name == "(iamlocal)" && $state != Z ]]
}

if is_alive; then
  kill "$INPUT_PID"
  until=$((SECONDS + deadline_s))
  while is_alive; do
    ((SECONDS < until)) || fail "the server did not end within $deadline_s seconds"
    sleep 0.05
  done
  echo "IAM Local has ended"
else
  echo "IAM Local had ended before"
fi
if [[ -f $INPUT_LOG ]]; then show_log "$INPUT_LOG"; fi
