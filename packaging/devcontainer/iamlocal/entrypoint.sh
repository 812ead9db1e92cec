#!/bin/sh
# Starts the server with the container, as its user, and waits until it answers. A container starts in any case.

deadline_tenths=100
log=/var/lib/iamlocal/server.log

autostart=
user=root
# shellcheck source=/dev/null
. /usr/local/share/iamlocal/settings

start_server() {
  if [ "$(id -u)" = 0 ] && [ "$user" != root ]; then
    su -s /bin/sh "$user" -c "exec iamlocal serve >$log 2>&1" </dev/null >/dev/null 2>&1 &
  else
    iamlocal serve </dev/null >"$log" 2>&1 &
  fi
}

wait_for_server() {  # process
  tenths=0
  while ! iamlocal health >/dev/null 2>&1; do
    tenths=$((tenths + 1))
    if [ "$tenths" -gt "$deadline_tenths" ] || ! kill -0 "$1" 2>/dev/null; then
      echo "iamlocal: the server did not start: $(tail -n 1 "$log" 2>/dev/null)" >&2
      return
    fi
    sleep 0.1
  done
}

if [ "$autostart" = true ]; then
  start_server
  wait_for_server $!
fi

# There may be a command, and there may be none.
exec "$@"
