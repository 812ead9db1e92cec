#!/usr/bin/env bash
# Builds the image `iamlocal` and proves it: with Docker where an engine runs, else with buildah and no engine at all.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
size_max=12000000
base=docker.io/library/debian:bookworm-slim

fail() {
  echo "image: $*" >&2
  exit 1
}

# check WHAT ACTUAL EXPECTED
check() {
  [[ $2 == "$3" ]] || fail "$1 is '$2', expected '$3'"
  echo "image: $1: $2"
}

# The number of a free port that a server has announced in FILE.
announced_port() {
  local line
  for _ in {1..100}; do
    if read -r line <"$1"; then
      echo "${line##*:}"
      return
    fi
    sleep 0.05
  done
  fail "no listening line after 5 seconds"
}

create_user() {  # port
  curl -sS --noproxy '*' --fail -o /dev/null -d 'Action=CreateUser&Version=2010-05-08&UserName=alice' \
    "http://127.0.0.1:$1/"
}

get_user() {  # port
  curl -sS --noproxy '*' --fail -d 'Action=GetUser&Version=2010-05-08&UserName=alice' "http://127.0.0.1:$1/"
}

# --- With an engine --------------------------------------------------------------------------------------------------

prove_with_docker() {
  local container port
  docker build --tag iamlocal --file "$root/docker/Dockerfile" "$root"
  check "size below $size_max" "$(($(docker image inspect --format '{{.Size}}' iamlocal) < size_max))" 1
  container=$(docker run --detach --rm --publish 127.0.0.1::4566 iamlocal)
  # shellcheck disable=SC2064
  trap "docker stop $container >/dev/null" EXIT
  for _ in {1..40}; do
    [[ $(docker inspect --format '{{.State.Health.Status}}' "$container") == healthy ]] && break
    sleep 0.5
  done
  check health "$(docker inspect --format '{{.State.Health.Status}}' "$container")" healthy
  port=$(docker port "$container" 4566/tcp)
  create_user "${port##*:}"
  get_user "${port##*:}" >/dev/null
}

# --- Without -------------------------------------------------------------------------------------------------------

work=$root/build/image
container=
server=

buildah() {
  BUILDAH_ISOLATION=chroot command buildah --storage-driver vfs --root "$work/storage" --runroot "$work/run" "$@"
}

clean_up() {
  if [[ -n $server ]]; then kill "$server" 2>/dev/null || true; fi
  if [[ -n $container ]]; then buildah rm "$container" >/dev/null || true; fi
}

# Docker Hub's base image is Debian's minimal system. Made here, it comes from the mirror, and is configured with the
# package sources, that this machine has.
make_base() {
  local system=$work/base mirror
  if buildah inspect --type image "$base" >/dev/null 2>&1; then return; fi
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
  rm -rf "$system"
  debootstrap --variant=minbase bookworm "$system" ${mirror:+"$mirror"}
  rm -rf "$system"/var/cache/apt/archives/*.deb "$system"/var/lib/apt/lists/*
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$system" / >/dev/null
  buildah config --cmd bash "$container"
  buildah commit --quiet --format docker "$container" "$base" >/dev/null
  buildah rm "$container" >/dev/null
  container=
  rm -rf "$system"
}

configuration() {  # Go template over the image's configuration
  buildah inspect --type image --format "{{$1}}" iamlocal
}

# Starts the image's program as its user, in its file system, with its environment; sets `server` and `port`.
start_server() {  # mount
  : >"$work/stdout"
  env -i "${environment[@]}" IAMLOCAL_PORT=0 chroot --userspec="$user" "$1" /iamlocal serve >"$work/stdout" &
  server=$!
  port=$(announced_port "$work/stdout")
}

stop_server() {
  kill "$server"
  wait "$server" || fail "the server stopped with status $?"
  server=
}

prove_with_buildah() {
  ((EUID == 0)) || exec sudo "$0"
  mkdir -p "$work"
  trap clean_up EXIT
  make_base
  # Docker's own format: the OCI format has no place for HEALTHCHECK.
  buildah build --pull-never --format docker --tag iamlocal --file "$root/docker/Dockerfile" "$root"
  buildah rmi --prune >/dev/null 2>&1 || true  # what an earlier run had tagged

  check user "$(configuration .Docker.Config.User)" 65532:65532
  check 'health check' "$(configuration .Docker.Config.Healthcheck.Test)" '[CMD /iamlocal health]'
  check volumes "$(configuration .Docker.Config.Volumes)" 'map[/data:{}]'
  check ports "$(configuration .Docker.Config.ExposedPorts)" 'map[4566/tcp:{}]'
  check 'entry point' "$(configuration .Docker.Config.Entrypoint)" '[/iamlocal]'
  check command "$(configuration .Docker.Config.Cmd)" '[serve]'

  local mount user environment port
  container=$(buildah from --pull-never iamlocal)
  mount=$(buildah mount "$container")
  user=$(configuration .Docker.Config.User)
  mapfile -t environment < <(configuration 'range .Docker.Config.Env}}{{println .}}{{end' | sed '/^$/d')

  local size
  size=$(du -sb "$mount" | cut -f 1)
  ((size < size_max)) || fail "the image has $size bytes, more than $size_max"
  echo "image: size: $size bytes"

  start_server "$mount"
  env -i "${environment[@]}" IAMLOCAL_PORT="$port" chroot --userspec="$user" "$mount" /iamlocal health
  create_user "$port"
  stop_server
  check 'owner of the database' "$(stat -c %u:%g "$mount/data/iam.db")" "$user"
  start_server "$mount"
  get_user "$port" | grep -q '<UserName>alice</UserName>' || fail "the user did not outlive the server"
  stop_server
  echo "image: a user outlived a restart"
}

if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  prove_with_docker
else
  prove_with_buildah
fi
echo "image: iamlocal is ready"
