#!/usr/bin/env bash
# Starts the server of action.yml's inputs in the background, and has the runner export the environment that
# `iamlocal exec` gives to its command: the program decides what that is.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=packaging/action/common.sh
source "$here/common.sh"

readonly deadline_s=60

# --- The program -----------------------------------------------------------------------------------------------------

# Sets `program`.
find_program() {
  program=$folder/iamlocal
  if [[ -n $INPUT_IMAGE ]]; then
    [[ -z $INPUT_TARBALL ]] || fail "tarball and image: the program comes from one of the two"
    take_from_image
  else
    take_from_tarball
  fi
  chmod 755 "$program"
  version=$("$program" --version) || fail "the program does not run on this machine ($(uname -sm))"
  version=${version#iamlocal }
  [[ -z $wanted || $wanted == "$version" ]] || fail "version $wanted was wanted, and the program is $version"
}

take_from_image() {
  command -v docker >/dev/null || fail "image: there is no docker here"
  local container
  container=$(docker create "$INPUT_IMAGE" 2>"$log") || fail "image $INPUT_IMAGE: $(tail -n 1 "$log")"
  docker cp "$container:/iamlocal" "$program" >/dev/null 2>"$log" || fail "image $INPUT_IMAGE: $(tail -n 1 "$log")"
  docker rm "$container" >/dev/null
}

take_from_tarball() {
  local tarball=$INPUT_TARBALL file=$folder/tarball members
  if [[ -z $tarball ]]; then
    [[ -n $wanted ]] || fail "one of version, tarball and image has to say where the program comes from"
    [[ -n $INPUT_REPOSITORY ]] || fail "version: this action is in no repository with releases; give tarball or image"
    tarball=$GITHUB_SERVER_URL/$INPUT_REPOSITORY/releases/download/v$wanted/iamlocal-$wanted-$(platform).tar.gz
  fi
  local sha256=${INPUT_SHA256,,}
  if [[ $tarball == http://* || $tarball == https://* ]]; then
    fetch "$tarball" "$file"
    if [[ -z $sha256 ]]; then
      fetch "$tarball.sha256" "$file.sha256"
      sha256=$(first_word "$file.sha256")
    fi
  else
    [[ -f $tarball ]] || fail "tarball: there is no file $tarball"
    file=$tarball
    if [[ -z $sha256 && -f $file.sha256 ]]; then sha256=$(first_word "$file.sha256"); fi
  fi
  if [[ -n $sha256 ]]; then
    local seen
    seen=$(sha256sum <"$file" | cut -d ' ' -f 1)
    [[ $seen == "$sha256" ]] || fail "$tarball has the checksum $seen, not $sha256"
  fi
  # Nothing but the program is unpacked, wherever its folder is.
  members=$(tar -tzf "$file" 2>/dev/null | grep -E '^(\./)?[^/]+/(usr/)?(bin/)?iamlocal$') || true
  [[ -n $members && $members != *$'\n'* ]] || fail "$tarball is no tarball with one program iamlocal in it"
  tar -xzOf "$file" "$members" >"$program"
}

platform() {
  case $(uname -sm) in
    "Linux x86_64") echo linux-x64 ;;
    "Linux aarch64") echo linux-arm64 ;;
    *) fail "there is no program for $(uname -sm)" >&2 ;;
  esac
}

fetch() {  # url file
  curl --fail --silent --show-error --location --retry 3 --output "$2" "$1" 2>"$log" ||
    fail "cannot fetch $1: $(tail -n 1 "$log")"
}

first_word() {  # file
  local word
  read -r word _ <"$1" || true
  echo "$word"
}

# --- The server ------------------------------------------------------------------------------------------------------

# Sets `arguments` to the flags that the inputs ask for. A line is one argument, whatever is in it.
collect_arguments() {
  local line
  arguments=(--port "$INPUT_PORT")
  if [[ -n $INPUT_AUTH ]]; then arguments+=(--auth "$INPUT_AUTH"); fi
  while IFS= read -r line; do
    if [[ -n $line ]]; then arguments+=(--seed "$line"); fi
  done <<<"$INPUT_SEED"
  while IFS= read -r line; do
    if [[ -n $line ]]; then arguments+=("$line"); fi
  done <<<"$INPUT_FLAGS"
}

# In a session of its own, and with no stream of the step's, for whose end the runner would wait. Sets `pid`.
start_server() {
  setsid "$program" exec "${arguments[@]}" -- "$here/hold.sh" "$folder/environment" >"$log" 2>&1 </dev/null &
  pid=$!
  local until=$((SECONDS + deadline_s))
  while [[ ! -f $folder/environment ]]; do
    if ! kill -0 "$pid" 2>/dev/null; then
      show_log "$log"
      fail "the server did not start: $(tail -n 1 "$log")"
    fi
    if ((SECONDS >= until)); then
      kill "$pid"
      show_log "$log"
      fail "the server did not answer within $deadline_s seconds"
    fi
    sleep 0.05
  done
}

# --- The environment -------------------------------------------------------------------------------------------------

# As the kernel has it, of a process that was given what the server was given.
own_environment() {
  # shellcheck disable=SC2016
  bash -c 'cat "/proc/$$/environ"'
}

export_variable() {  # name value
  local mark
  mark=$(random_word)
  printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_ENV"
}

# What the program changed, added and removed. A runner cannot remove a variable: one that is empty has to do, and
# another endpoint becomes this one.
export_environment() {
  local entry name
  local -A ours=() theirs=()
  while IFS= read -r -d '' entry; do ours[${entry%%=*}]=${entry#*=}; done < <(own_environment)
  while IFS= read -r -d '' entry; do theirs[${entry%%=*}]=${entry#*=}; done <"$folder/environment"
  unset 'ours[_]' 'theirs[_]'
  url=${theirs[AWS_ENDPOINT_URL]}
  for name in "${!theirs[@]}"; do
    if [[ ${ours[$name]-} == "${theirs[$name]}" && -n ${ours[$name]+set} ]]; then continue; fi
    if [[ $name == IAMLOCAL_OPERATOR_TOKEN ]]; then echo "::add-mask::${theirs[$name]}"; fi
    export_variable "$name" "${theirs[$name]}"
  done
  for name in "${!ours[@]}"; do
    if [[ -n ${theirs[$name]+set} ]]; then continue; fi
    case $name in
      AWS_ENDPOINT_URL_*) export_variable "$name" "$url" ;;
      *) export_variable "$name" "" ;;
    esac
  done
}

# -----------------------------------------------------------------------------------------------------------------

[[ $(uname -s) == Linux ]] || fail "the server runs on Linux, and this is $(uname -s)"
# Clients take an empty name for a profile that is not there.
for name in AWS_PROFILE AWS_DEFAULT_PROFILE; do
  [[ -z ${!name-} ]] || fail "$name is set in this job, and an action cannot take it away: remove it from the workflow"
done

wanted=${INPUT_VERSION#v}
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/iamlocal-XXXXXX")
log=$folder/log
find_program
collect_arguments
# What the job says of the log counts, too.
export IAMLOCAL_LOG_LEVEL=${IAMLOCAL_LOG_LEVEL-info}
start_server
export_environment
printf '%s=%s\n' url "$url" pid "$pid" log "$log" version "$version" >>"$GITHUB_OUTPUT"
echo "IAM Local $version listens at $url; its log is in $log"
