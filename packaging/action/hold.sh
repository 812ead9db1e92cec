#!/bin/sh
# The command of `iamlocal exec`: tells the environment that it was given, and lasts until somebody ends it.
cat "/proc/$$/environ" >"$1.part" && mv "$1.part" "$1"
exec sleep infinity
