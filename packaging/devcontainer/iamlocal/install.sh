#!/bin/sh
# Installs the program that is beside this file, with the feature's options, which are variables here.
# https://containers.dev/implementors/features/
set -eu

here=$(cd "$(dirname "$0")" && pwd)
user=${_REMOTE_USER:-root}
share=/usr/local/share/iamlocal

fail() {
  echo "iamlocal: $*" >&2
  exit 1
}

# As a word that a shell reads back.
quoted() {
  printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
}

# What the container's own variables say counts more.
setting() {  # name value
  # shellcheck disable=SC2016
  printf '%s=${%s:-%s}\nexport %s\n' "$1" "$1" "$(quoted "$2")" "$1"
}

[ "$(id -u)" = 0 ] || fail "features are installed by root"
case $(uname -sm) in
  "Linux x86_64") program=$here/iamlocal-x64 ;;
  "Linux aarch64") program=$here/iamlocal-arm64 ;;
  *) fail "there is no program for $(uname -sm) yet" ;;
esac
[ -f "$program" ] || fail "this feature was packed without a program for $(uname -sm)"
case ${VERSION:-latest} in
  latest) ;;
  *)
    version=$("$program" --version)
    [ "${VERSION#v}" = "${version#iamlocal }" ] || fail "version $VERSION is wanted, and this feature has $version"
    ;;
esac
id "$user" >/dev/null 2>&1 || fail "there is no user $user"

mkdir -p /usr/local/bin "$share" /var/lib/iamlocal
cp "$program" /usr/local/bin/iamlocal
chmod 755 /usr/local/bin/iamlocal
cp "$here/entrypoint.sh" "$share/entrypoint.sh"
chmod 755 "$share/entrypoint.sh"

{
  echo "autostart=$(quoted "${AUTOSTART:-true}")"
  echo "user=$(quoted "$user")"
  setting IAMLOCAL_AUTH "${AUTH:-off}"
  setting IAMLOCAL_DB "${DB:-:memory:}"
  if [ -n "${SEED:-}" ]; then setting IAMLOCAL_SEED "$SEED"; fi
} >"$share/settings"
chmod 644 "$share/settings"
chown -R "$user" /var/lib/iamlocal
chmod 700 /var/lib/iamlocal

# A mode that there is not is told while the image is built, and not when the container starts.
IAMLOCAL_AUTH=${AUTH:-off} /usr/local/bin/iamlocal exec -- true
