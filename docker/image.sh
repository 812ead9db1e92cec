#!/usr/bin/env bash
# Builds the image `iamlocal` and proves it: with Docker where an engine runs, else with buildah and no engine at all.
# --postgres: `iamlocal:postgres`, whose program can keep what it stores in PostgreSQL.
# --arm64: also `iamlocal:arm64`, with buildah alone, whose program QEMU runs; and an archive that has both.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
base=docker.io/library/debian:bookworm-slim
native=$(dpkg --print-architecture)
# Of all files on x86-64: the program, licenses, notices and the list of parts.
size_max=12000000
image=iamlocal
notices=(THIRD_PARTY_NOTICES)
variant=${1-}
if [[ $variant == --postgres ]]; then
  image=iamlocal:postgres
  size_max=12500000
  notices+=(THIRD_PARTY_NOTICES.postgres)
fi

fail() {
  echo "image: $*" >&2
  exit 1
}

# check WHAT ACTUAL EXPECTED
check() {
  [[ $2 == "$3" ]] || fail "$1 is '$2', expected '$3'"
  echo "image: $1: $2"
}

# --- What it says of itself ------------------------------------------------------------------------------------------
# The Dockerfile has those labels that never change. The date is that of the sources: the same become the same image.

in_git() {
  git -c safe.directory="$root" -C "$root" "$@" 2>/dev/null
}

version=$(sed -n 's/^project(iamlocal VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")
seconds=${SOURCE_DATE_EPOCH:-$(in_git log -1 --format=%ct)} || fail "without git, SOURCE_DATE_EPOCH has to say the date"
labels=("version=$version" "created=$(date --utc --date "@$seconds" +%Y-%m-%dT%H:%M:%SZ)")
if revision=$(in_git describe --always --dirty --abbrev=40 --exclude '*'); then labels+=("revision=$revision"); fi
# Where the sources are published, their publisher knows.
if [[ -n ${IMAGE_SOURCE-} ]]; then
  labels+=("source=$IMAGE_SOURCE" "url=$IMAGE_SOURCE" "documentation=$IMAGE_SOURCE#readme")
fi
build_options=(--file "$root/docker/Dockerfile" --build-arg "SOURCE_DATE_EPOCH=$seconds")
if [[ $variant == --postgres ]]; then build_options+=(--build-arg VARIANT=--postgres); fi
for label in "${labels[@]}"; do build_options+=(--label "org.opencontainers.image.$label"); done

# check_labels COMMAND…: the command prints the image's label whose name is its last argument.
check_labels() {
  local label
  for label in "title=IAM Local" licenses=Apache-2.0 "${labels[@]}"; do
    check "${label%%=*}" "$("$@" "org.opencontainers.image.${label%%=*}")" "${label#*=}"
  done
}

# --- Its users --------------------------------------------------------------------------------------------------------

# The number of a free port that a server has announced in FILE.
announced_port() {
  local line
  for _ in {1..200}; do
    if read -r line <"$1"; then
      echo "${line##*:}"
      return
    fi
    sleep 0.05
  done
  fail "no listening line after 10 seconds"
}

create_user() {  # port
  curl -sS --noproxy '*' --fail -o /dev/null -d 'Action=CreateUser&Version=2010-05-08&UserName=alice' \
    "http://127.0.0.1:$1/"
}

get_user() {  # port
  curl -sS --noproxy '*' --fail -d 'Action=GetUser&Version=2010-05-08&UserName=alice' "http://127.0.0.1:$1/"
}

# --- With an engine --------------------------------------------------------------------------------------------------

docker_label() {
  docker image inspect --format "{{index .Config.Labels \"$1\"}}" "$image"
}

prove_with_docker() {
  local container port
  DOCKER_BUILDKIT=1 docker build --tag "$image" "${build_options[@]}" "$root"
  check "size below $size_max" "$(($(docker image inspect --format '{{.Size}}' "$image") < size_max))" 1
  check_labels docker_label
  container=$(docker run --detach --rm --publish 127.0.0.1::4566 "$image")
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
storage=$work/storage
container=
server=

buildah() {
  BUILDAH_ISOLATION=chroot command buildah --storage-driver vfs --root "$storage" --runroot "$work/run" "$@"
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

buildah_build() {  # architecture tag
  mkdir -p "$work/ccache"  # what was compiled for an earlier image
  # Docker's own format: the OCI format has no place for HEALTHCHECK. BuildKit knows by itself what builds.
  buildah build --pull-never --format docker --platform "linux/$1" --build-arg "BUILDPLATFORM=linux/$native" \
    --timestamp "$seconds" --tag "$2" --volume "$work/ccache:/root/.cache/ccache" "${build_options[@]}" "$root"
  buildah rmi --prune >/dev/null 2>&1 || true  # what an earlier run had tagged
}

configuration() {  # Go template over the image's configuration
  buildah inspect --type image --format "{{$1}}" "$image"
}

label() {
  configuration "index .Docker.Config.Labels \"$1\""
}

# A program for one machine that asks for no other file.
check_program() {  # program
  local -A machines=([amd64]='Advanced Micro Devices X86-64' [arm64]=AArch64)
  check 'machine of the program' "$(readelf --file-header "$1" | sed -n 's/^ *Machine: *//p')" \
    "${machines[$architecture]}"
  readelf --wide --program-headers "$1" >"$work/program_headers"
  if grep -E 'INTERP|DYNAMIC' "$work/program_headers"; then fail "the program is not static"; fi
  echo "image: the program is static"
}

check_papers() {  # mount
  local papers=$1/usr/share/doc/iamlocal program size name
  program=$(stat -c %s "$1/iamlocal")
  size=$(find "$1" -type f -printf '%s\n' | awk '{ size += $1 } END { print size }')
  if [[ $architecture == amd64 ]]; then ((size < size_max)) || fail "the image has $size bytes"; fi
  echo "image: size: $size bytes, the program $program"
  cmp "$root/LICENSE" "$papers/LICENSE"
  for name in "${notices[@]}"; do cmp "$root/packaging/$name" "$papers/$name"; done
  /usr/bin/python3 -m json.tool "$papers/sbom.spdx.json" /dev/null
  grep -q "\"$(sha256sum "$1/iamlocal" | cut -d ' ' -f 1)\"" "$papers/sbom.spdx.json" ||
    fail "the list of parts is that of another program"
}

# Which of the two programs it is, what it says of a server that is not there tells.
check_postgres() {
  local said expected='without PostgreSQL'
  if [[ $variant == --postgres ]]; then expected='127.0.0.1:1/iam'; fi
  said=$(in_image -- serve --db=postgres://127.0.0.1:1/iam 2>&1) && fail "a server started without its database"
  [[ $said == *"$expected"* ]] || fail "of PostgreSQL it says: $said"
  echo "image: PostgreSQL: $said"
}

# Becomes the image's program: as its user, in its file system, with its environment.
in_image() {  # variable… -- argument…
  local variables=()
  while [[ $1 != -- ]]; do variables+=("$1") && shift; done
  exec env -i "${environment[@]}" "${variables[@]}" \
    chroot --userspec="$user" "$mount" "${emulator[@]}" /iamlocal "${@:2}"
}

# Sets `server` and `port`.
start_server() {
  : >"$work/stdout"
  in_image IAMLOCAL_PORT=0 -- serve >"$work/stdout" &
  server=$!
  port=$(announced_port "$work/stdout")
}

stop_server() {
  kill "$server"
  wait "$server" || fail "the server stopped with status $?"
  server=
}

prove_with_buildah() {  # architecture image
  local architecture=$1 image=$2 mount user environment port emulator=()
  check platform "$(configuration .Docker.OS)/$(configuration .Docker.Architecture)" "linux/$architecture"
  check user "$(configuration .Docker.Config.User)" 65532:65532
  check 'health check' "$(configuration .Docker.Config.Healthcheck.Test)" '[CMD /iamlocal health]'
  check volumes "$(configuration .Docker.Config.Volumes)" 'map[/data:{}]'
  check ports "$(configuration .Docker.Config.ExposedPorts)" 'map[4566/tcp:{}]'
  check 'entry point' "$(configuration .Docker.Config.Entrypoint)" '[/iamlocal]'
  check command "$(configuration .Docker.Config.Cmd)" '[serve]'
  check_labels label

  container=$(buildah from --pull-never "$image")
  mount=$(buildah mount "$container")
  user=$(configuration .Docker.Config.User)
  mapfile -t environment < <(configuration 'range .Docker.Config.Env}}{{println .}}{{end' | sed '/^$/d')
  check_program "$mount/iamlocal"
  check_papers "$mount"
  if [[ $architecture != "$native" ]]; then
    emulator=(/qemu)
    cp "$(command -v qemu-aarch64-static)" "$mount/qemu"
  fi

  check version "$(in_image -- --version)" "iamlocal $version"
  start_server
  (in_image "IAMLOCAL_PORT=$port" -- health)
  create_user "$port"
  stop_server
  check 'owner of the database' "$(stat -c %u:%g "$mount/data/iam.db")" "$user"
  start_server
  get_user "$port" | grep -q '<UserName>alice</UserName>' || fail "the user did not outlive the server"
  stop_server
  echo "image: a user outlived a restart"
  check_postgres
  buildah rm "$container" >/dev/null
  container=
}

# Who reads the archive gets the image that was proved: an image's name is the digest of its configuration. Another
# storage reads it, since the same name would replace what is here.
check_archived() {  # archive architecture image
  local made read
  made=$(buildah images --quiet --no-trunc "$3")
  read=$(storage=$work/archived && buildah pull --quiet --platform "linux/$2" "oci-archive:$1")
  check "image for $2 in the archive" "sha256:$read" "$made"
}

make_with_buildah() {
  ((EUID == 0)) || exec sudo --preserve-env=SOURCE_DATE_EPOCH,IMAGE_SOURCE "$0" "$@"
  local archive=$work/iamlocal-$version.oci.tar
  mkdir -p "$work"
  trap clean_up EXIT
  make_base
  buildah_build "$native" "$image"
  prove_with_buildah "$native" "$image"
  if [[ ${1-} != --arm64 || $native == arm64 ]]; then return; fi
  buildah_build arm64 iamlocal:arm64
  prove_with_buildah arm64 iamlocal:arm64
  rm -rf "$work/amd64" "$work/arm64"
  buildah push --quiet iamlocal "dir:$work/amd64"
  buildah push --quiet iamlocal:arm64 "dir:$work/arm64"
  "$root/docker/archive" "$archive" "$version" "$work/amd64" "$work/arm64"
  check_archived "$archive" amd64 iamlocal
  check_archived "$archive" arm64 iamlocal:arm64
  rm -rf "$work/archived"
  ls -l "$archive"
}

[[ -z $variant || $variant == --arm64 || $variant == --postgres ]] || fail "image takes --arm64, --postgres, or nothing"
if [[ $variant != --arm64 ]] && command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  prove_with_docker
else
  make_with_buildah "$@"
fi
echo "image: $image is ready"
